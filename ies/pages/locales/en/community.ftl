# Communities: list, joining, members, settings.

community = Community
community-kind = Kind
community-who = Members
community-members = { $count ->
    [one] 1 member
   *[other] { $count } members
 }
community-recipients = { $count ->
    [one] 1 organisation in a third country or international organisation
   *[other] { $count } organisations in third countries or international organisations
 }
community-kind-steering-board = Steering Board
community-kind-contact-points = National contact points
community-kind-working-group = Working group
community-kind-national-network = National network
community-kind-study = Study
community-kind-expert-group = Expert group
community-kind-other = Other
adequacy-adequate = Protection found adequate
adequacy-adequate-in-part = Found adequate for some recipients only
adequacy-no-decision = No adequacy decision

filter = What to list
filter-all = All
filter-show = Show
save = Save
action = Action
tabs = Pages of this Community
tab-home = Overview
tab-members = Members
tab-applications = Applications
tab-memberships = Manage members
tab-settings = Settings
confirm-follows = What follows
confirm-back = Go back without doing this

membership-level = Level
membership-mine = Your level
membership-member = Member
membership-since = Member since
membership-until = Membership ends on
membership-until-hint = Leave empty if it has no end.
membership-open = No end
membership-ends = Until { $date }

communities-title = Communities
communities-lead = Work in the system is done in Communities. Members of a Community see each other’s contact details; nobody else does.
communities-invited = You are invited
communities-invited-until = Please answer by { $date }
communities-mine = My Communities
communities-mine-none = You do not belong to a Community yet
communities-mine-none-text = Until you join one, you see your own profile and the public pages. Choose a Community below and apply.
communities-waiting = Your applications
communities-waiting-since = Sent on { $date }, not yet decided
communities-listed = Communities you can find
communities-listed-text = Other Communities are not listed. One joins those by invitation.
communities-search = Name or purpose
communities-none = No Community matches
communities-none-text = Use fewer words, or choose all kinds.
communities-count = { $count ->
    [one] 1 Community
   *[other] { $count } Communities
 }

join-title = Join “{ $name }”
join-seen = Who will see your contact details
join-seen-text = The leads see them with your application. Once you belong to the Community, every member sees them: name, e-mail address, telephone number, work address, organisation and job title. When you leave, this ends at once.
join-apply = Apply
join-message = Message to the leads
join-message-hint = Say in a sentence or two what you work on and why you would like to join.
join-transfer = I have read who outside the Union will see my contact details, and I agree to this transfer
join-transfer-hint = You can withdraw this consent at any time by leaving the Community.
join-follows = A lead decides on your application. You will be told by e-mail.
join-send = Send the application
join-applied = You applied on { $date }
join-applied-text = A lead will decide. You will be told by e-mail.
join-take-back = Take the application back
join-invitation-only = This Community invites its members
join-invitation-only-text = One cannot apply to it. If you need it for your work, ask your national contact point.
join-transfer-missing = Please agree to the transfer, or do not join this Community.
join-message-missing = Please write a message to the leads.

recipients-title = Recipients outside the Union
recipients-none = No member works for an international organisation or in a third country at present. When the first one joins, all members are told and may leave.
recipients-text = Members who work for these organisations will see your contact details too. They are international organisations or in third countries.
recipients-caption = International organisations and organisations in third countries with members in this Community
recipients-organisation = Organisation
recipients-where = Where
recipients-decision = Protection of data there
recipients-risk = Where there is no adequacy decision, the Commission has not found that personal data are protected as they are in the Union: your rights may be hard to enforce, and no independent authority may supervise the use of your data. The transfer rests on your explicit consent (Article 50(1)(a)) and on important reasons of public interest (Article 50(1)(d) of Regulation (EU) 2018/1725).
recipients-members-title = Members outside the Union
recipients-members-text = Members who work for these organisations see your contact details.
recipients-members-choice = If you do not agree, you can leave the Community at any time.
abroad-third-country = Third country: { $country }

invitation-title = Invitation to “{ $name }”
invitation-message = The leads write
invitation-until = Answer by
invitation-answer = Your answer
invitation-accept = Accept and join
invitation-decline-text = If you decline, the leads see that the invitation was declined and nothing else.
invitation-decline = Decline

community-about = About this Community
community-leads = Leads
community-news = What is new
community-news-none = Nothing new yet
community-news-none-text = New members, papers and meetings will stand here.
community-waiting = { $count ->
    [one] 1 application waits for a decision
   *[other] { $count } applications wait for a decision
 }
community-waiting-open = Read and decide
community-leave = Leave this Community
community-last-lead = You are the only lead. Make another member a lead before you leave.
new-recipient-title = Your contact details now reach a recipient outside the Union
new-recipient-text = Since { $date } a member works for { $organisation } ({ $where }). Nobody outside the Union belonged to this Community before.
new-recipient-choice = If you do not agree that this recipient sees your contact details, you can leave the Community.
new-recipient-who = See who the recipients are
new-recipient-seen = I have read this

members-text = Use these contact details for the work of this Community only. How many cards one person opens is counted.
members-search = Find a member
members-find = Find a member
members-find-hint = Name, organisation or job title
members-none = No member matches
members-none-text = Check the spelling, or search for less.
members-you = This is your own card.
members-vcard = Save as contact (vCard)

applications-waiting = Applications
applications-none = No application waits
applications-none-text = When somebody applies, all leads are told by e-mail.
applications-who = Applicant
applications-since = Applied on
invitations-title = Invitations not yet answered
invitations-none = There is none.
invitations-to = Sent to
invitations-take-back = Take back
invite-title = Invite somebody
invite-text = The person sees the purpose of the Community, its number of members and its recipients outside the Union before deciding. No contact details are shown until the person has joined.
invite-email = E-mail address
invite-email-hint = If it belongs to an active user, the invitation reaches that user. For reasons of data protection you are not told whether it does.
invite-email-wrong = Please write an e-mail address, as in name@example.org.
invite-message = Message
invite-message-hint = It stands in the invitation.
invite-send = Send the invitation
level-missing = Please choose a level.
ends-past = Please choose a day after today, or leave the field empty.

application-title = Application of { $name }
application-message = Message of { $date }
application-first-abroad = This would be the first member from outside the Union
application-first-abroad-text = If you accept, all members are told by e-mail and on the start page that their contact details now reach a recipient in a third country or an international organisation, and that they may leave.
application-accept = Accept
application-accept-text = The applicant will at once see the contact details of all members, and they will see the applicant’s.
application-decline = Decline
application-decline-text = The applicant is told, with your reason. You will no longer see the contact details above.
application-reason = Reason
application-reason-hint = The applicant reads it.
application-reason-missing = Please give a reason; the applicant will read it.

membership-change = Level and end
membership-change-text = A change applies at once.
membership-remove = Remove from the Community
membership-remove-text = You will be asked once more before anything happens.
membership-remove-open = Remove this member
membership-last-lead = This is the only lead. A Community must have one: make another member a lead first.
membership-last-lead-level = Please keep the level “lead”, or make another member a lead first.

settings-in-english = In English
settings-in-french = In French
settings-in-german = In German
settings-name = Name
settings-name-missing = Please give the name in every language.
settings-purpose = Purpose
settings-purpose-hint = One or two sentences. Everybody who may join reads them.
settings-country = Country
settings-country-hint = For a national network only.
settings-visibility = Who finds this Community
settings-listed = Everybody with an account
settings-listed-text = Name, kind, purpose, number of members and recipients outside the Union stand in the list. No names of members do.
settings-hidden = Members and invited persons only
settings-hidden-text = For everybody else the Community does not exist, neither in lists nor in search. One joins it by invitation only.
settings-policy = How one joins
settings-policy-missing = Please choose how one joins.
settings-apply = By application or invitation
settings-apply-text = A lead decides on every application.
settings-invite = By invitation only
settings-invite-text = Applications that wait now can still be decided.
settings-follows = Changes apply at once. Members see them on the start page.

remove-title = Remove { $name }?
remove-button = Remove the member
remove-cards = At once the person sees nothing of this Community, and its members no longer see the person’s contact details through it.
remove-content = What the person contributed stays with the Community.
remove-told = The person is told by e-mail.

done-applied = Your application was sent
done-applied-text = A lead will decide. You will be told by e-mail.
done-taken-back = Your application was taken back
done-taken-back-text = The leads no longer see it, nor your contact details.
done-joined = You now belong to this Community
done-joined-text = Its members see your contact details, and you see theirs.
done-invitation-declined = You declined the invitation
done-invitation-declined-text = Your contact details were not shown to anybody.
done-left = You left the Community
done-left-text = Its members no longer see your contact details through it.
done-accepted = The applicant now is a member
done-accepted-text = The person was told by e-mail.
done-declined = The application was declined
done-declined-text = The person was told by e-mail, with your reason.
done-invited = The invitation was sent
done-invited-text = If the address belongs to an active user, the invitation has reached that user.
done-invitation-taken-back = The invitation was taken back
done-invitation-taken-back-text = It can no longer be accepted.
done-membership-changed = The membership was changed
done-membership-changed-text = It applies from now on.
done-removed = The member was removed
done-removed-text = The person was told by e-mail.
done-settings = The settings were saved
done-settings-text = They apply from now on.

tab-history = History

new-community = New Community
new-community-text = You lead the Community that you make. Invite another lead, so that it is not left alone.
new-community-slug = Name in addresses
new-community-slug-hint = Small letters, digits and hyphens, as in return-experts. It cannot be changed later.
new-community-slug-wrong = Please use 3 to 60 small letters, digits and hyphens, beginning with a letter.
new-community-slug-taken = This name is taken already. Please choose another one.
new-community-do = Make the Community
done-founded = The Community was made
done-founded-text = You lead it. Invite its members under “Applications”.

history-text = Who changed what in this Community. What somebody reads, and from where, does not stand here.
history-none = Nothing has been changed yet
history-none-text = Applications, memberships and settings will stand here.
history-at = When
history-what = What
history-about = Member
history-who = By
history-system = The system
history-somebody = Somebody whom you cannot see now
history-former = Former user

card-text = Use these contact details for the work of the Communities you share. How many cards one person opens is counted.
