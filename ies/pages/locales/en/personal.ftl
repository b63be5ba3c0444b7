# Pages about oneself: profile, rights, consents, memberships, activity.

my-tabs = Your account
go-back = Go back
to-profile = To your profile
find-communities = Find Communities

dashboard-title = Welcome, { $name }
dashboard-tasks = To do
dashboard-tasks-none = Nothing waits for you.
dashboard-communities = Your Communities
dashboard-alone = You do not belong to any Community yet
dashboard-alone-text = Until you do, you see your own profile and the public pages, and nobody sees your contact details.
dashboard-duties = Your duties
due-overdue = Overdue
due-soon = Soon
due-later = In time
due-on = by { $date }

profile-title = Edit profile
profile-lead = Members of your Communities see these details, and nothing else about you.
profile-name = Name
profile-name-note = Your name was compared with your passport when your account was opened. If you change it, those who decide on accounts are told and may ask you about it.
profile-reach = How to reach you
profile-email-now = Letters go to:
profile-email-hint = We write to the new address first. The present one is used until you confirm.
profile-email-change = Change the address
profile-organisation = Your organisation decides whether others are told that their details go outside the Union, so a person enters a change. If you have changed employer, tell us:
profile-save = Save
email-pending = A new e-mail address waits for you to confirm it
email-pending-text = We wrote to { $email }. The link in that letter works until { $moment }.
email-again = Send the letter again
email-cancel = Keep the present address
confirm-email-title = Confirm your e-mail address
confirm-email-text = Letters from this system will go to the new address, and members of your Communities will see it.
confirm-email-new = New address
confirm-email-do = Confirm this address
confirm-email-not = Do not change anything
email-confirmed = Your e-mail address is confirmed
email-confirmed-text = From now on letters go to { $email }.
email-link-ended = This link no longer works
email-link-ended-text = It is too old, was used before, or was replaced by a newer one. Your present address has not changed. You can have a new link sent from your profile.
email-not-usable = This address cannot be used
email-not-usable-text = Your present address has not changed. Choose another one in your profile, or write to the help desk so that it is looked at.

rights-title = My data and rights
rights-lead = See your data, take them along, have them corrected or deleted.
download-title = A copy of your data
download-what = You receive a file with everything the system holds about you: profile, consents, memberships, requests, a list of what you added, and the log of your activity, to be read by people and by machines.
download-terms = { $count ->
    [one] It is ready within 15 minutes, and you can fetch it for one day.
   *[other] It is ready within 15 minutes, and you can fetch it for { $count } days.
 }
download-do = Prepare a copy
download-preparing = Being prepared since { $moment }
download-preparing-text = You can leave this page; we send you an e-mail when it is ready.
download-look = Look again
download-ready = Your copy is ready
download-ready-text = Made on { $made }, { $size }. It is deleted on { $until }.
download-get = Download the copy
download-step-up = You are asked to sign in again before it opens.
download-expired = Your last copy was deleted
download-expired-text = Its time was up. You can have a new one prepared.
download-failed = The copy could not be made
download-failed-text = The fault was reported automatically. Please try again later, or send a request below.
download-card = Download your contact card (vCard)
rights-correct = Correct your data
rights-correct-text = You change your contact details yourself, at any time:
rights-ask = Ask for something else
rights-ask-text = If something cannot be seen or changed here, ask for it in your own words:
rights-end = End the processing of your data
ending-consequence = Please bear in mind
consequence-short = The user account will be disabled and all personal data will be deleted.
ending-erase = Have your data erased
ending-erase-about = Your account ends, and your data are deleted.
ending-restrict = Restrict the processing
ending-restrict-about = Your account is disabled and your data are frozen, while you settle with the controller what is to happen.
ending-object = Object to the processing
ending-object-about = You object on grounds relating to your particular situation.
ending-withdraw = Withdraw your consent as a whole
ending-withdraw-about = You no longer agree to the processing.
rights-nothing-yet = Each of these leads to a page that explains what follows. Nothing happens before you confirm it there.
ending-then = What happens
ending-when = { $count ->
    [one] Your personal data are deleted within one hour. This cannot be undone.
   *[other] Your personal data are deleted within { $count } hours. This cannot be undone.
 }
ending-out = You are signed out everywhere at once, and all your memberships end.
ending-stays = What you added on behalf of your organisation or national contact point stays with it. Instead of your name it says “former user” and the name of your organisation.
ending-no-return = If you sign in again later, you are unknown here and can apply for a new account.
ending-restrict-frozen = Your data are frozen: they are not used, and nobody sees them. Before anything is deleted, the controller asks you to confirm it.
ending-withdraw-before = The withdrawal does not affect the lawfulness of the processing carried out before.
ending-copy = If you want a copy of your data, fetch it first:
object-ground = Your grounds
object-ground-hint = What about your particular situation speaks against the processing. The controller answers with reasons.
ending-understood = I understand that my user account will be disabled and all my personal data will be deleted.
ending-step-up = You may be asked to sign in again, so that nobody else can do this in your name.
ending-erase-do = Disable my account and erase my data
ending-restrict-do = Disable my account and freeze my data
ending-object-do = Object and disable my account
ending-withdraw-do = Withdraw my consent and disable my account
ending-keep = Keep my account
requests-title = Your requests
requests-none = You have not sent any request
requests-none-text = Requests you send here, by e-mail or by letter are listed with their deadlines.
requests-what = What you asked for
requests-number = Number
requests-received = Received on
requests-due = Answer due by
requests-state = State
requests-extended = Extended:
requests-asked = What you wrote
requests-reply = Answer
requests-reply-none = There is no answer yet. You are told by e-mail when there is.
requests-complain = If you do not agree with this answer, you can turn to the data protection officer, and lodge a complaint with the European Data Protection Supervisor.
rights-reference = Record reference of this processing: { $reference }.
rights-mail = You can also write to the controller; please give this reference.
cancel-title = Take the request back?
cancel-link = Take the request back
cancel-text = Nothing of what you asked for is done then. You can send a new request at any time.
cancel-do = Take it back
cancel-keep = Keep the request
ask-title = Send a request
ask-lead = It goes to the data controller.
ask-right = What you ask for
ask-text = Your request
ask-text-hint = Say which data you mean, and what you would like to happen.
ask-answer = You receive an answer within one month. If it takes longer, you are told why.
ask-send = Send the request

consents-title = My consents
consents-lead = What you consented to, when, and in which words.
consents-none = There is no consent on record
consents-none-text = You are asked for it when you next sign in.
consent-applies = Applies
consent-ended = No longer applies
consent-to = You consented to
consent-texts = Texts
consent-ended-at = Withdrawn or replaced on
consent-fingerprint = Fingerprint of the texts
consent-transfer-withdrawn = Withdrawn on { $moment }
consent-channel = How
consent-by-letter = By letter or e-mail; it was entered for you
transfer-end = Withdraw only your consent to the transfer
transfer-end-text = Your account stays. You leave the Communities that have members outside the Union.
transfer-end-title = Withdraw your consent to the transfer?
transfer-end-left = You leave these Communities at once, because they have members outside the Union:
transfer-end-none = You belong to no Community that has members outside the Union, so nothing changes for now.
transfer-end-account = Your account and your other memberships stay.
transfer-end-join = You can join a Community with members outside the Union only if you consent again.
transfer-end-do = Withdraw consent to the transfer
transfer-end-keep = Keep my consent
consents-withdraw-text = You can withdraw your consent at any time, as easily as you gave it. This does not affect the lawfulness of the processing carried out before.
consents-withdraw = Withdraw consent

my-memberships-title = My memberships
my-memberships-lead = Members of these Communities see your contact details, and you see theirs.
my-memberships = Communities you belong to
my-community = Community
my-level = What you may do
my-since = Since
my-until = until { $date }
my-abroad = Recipients outside the Union
my-abroad-count = { $count ->
    [0] None
    [one] One organisation
   *[other] { $count } organisations
 }
my-leave = Leave
my-leave-link = Leave
my-only-lead = You are its only lead. Hand over first.
my-invited = You are invited to “{ $community }”
my-invited-until = Please answer by { $date }.
my-invited-answer = Read and answer
my-waiting = Applications not yet decided
my-waiting-since = Sent on { $date }
my-waiting-withdraw = Take back
my-roles = Your roles
my-role = Role
my-role-scope = For
my-role-until = Until
my-role-state = State
my-role-acknowledge = Acknowledge its duties
my-role-for-platform = the whole system
my-role-for-programme = the programme of the network
duties-title = Duties of the role “{ $role }”
duties-secrecy = You treat as confidential what you learn of other people, also when you no longer have the role.
duties-purpose = You open data of others only for what the role is for.
duties-logged = Whatever you open is logged, and auditors read the log.
my-leave-title = Leave “{ $community }”?
my-leave-then = What happens
my-leave-access = You can no longer open anything in this Community, from this moment on.
my-leave-card = Its members no longer see your contact details, unless you share another Community, and you no longer see theirs.
my-leave-stays = What you added there stays.
my-leave-again = To come back, you have to apply again.
my-leave-do = Leave “{ $community }”
my-leave-keep = Stay

activity-title = My activity
activity-lead = Who saw or changed your data, when you signed in, and what you did. All times are those of Brussels.
activity-filter = What to list
activity-from = From
activity-to = Until
activity-kind = Kind
activity-all = Everything
activity-show = Show
activity-count = { $count ->
    [one] One entry
   *[other] { $count } entries
 }
activity-none = Nothing to show
activity-none-text = Nothing of this kind was logged in this time.
activity-when = When
activity-what = What
activity-who = Who
activity-purpose = What for
activity-you = You
activity-reason = Reason:
activity-sign-in = Sign-in
activity-seen = Seen
activity-changed = Changed
activity-own = Done by you
activity-kept = { $count ->
    [one] Entries are kept for one month.
   *[other] Entries are kept for { $count } months.
 }

notifications-title = Notifications
notifications-lead = Choose what we write to you about. At first everything is sent.
notify-communities = News of your Communities
notify-communities-hint = That you belong to a Community, and that one has nobody who leads it.
notify-tasks = What you have to do
notify-tasks-hint = Invitations, applications to decide on, and questions that were answered.
notify-language = Language of letters
notify-save = Save
notify-always = What you always receive
notify-always-text = These letters cannot be switched off, because you need them to protect your rights:
notify-always-rights = answers to your requests, and what happens to your account;
notify-always-changed = a change of your data or of your e-mail address, also when an administrator made it;
notify-always-abroad = when the first member outside the Union joins one of your Communities, so that you can leave it;
notify-always-end = a warning before an account that is not used is disabled or deleted.
notify-address = They go to { $email }.
notify-content = Letters contain titles and links, and never what stands in a document or an answer.
often-at-once = At once
often-never = Never

search-title = Find people
search-lead = You find those who share a Community with you. Others are not listed.
search-field = Name, organisation or job title
search-hint = At least two letters.
search-do = Find
search-count = { $count ->
    [0] Nobody found for “{ $query }”
    [one] One person found for “{ $query }”
   *[other] { $count } people found for “{ $query }”
 }
search-none = Nobody in your Communities matches
search-none-text = Check the spelling, or try part of the name. People who share no Community with you cannot be found.

# What was just done.
dashboard-done-agreed = Thank you. Your consent to the new texts is recorded.
profile-done-saved = Your details are saved
my-left = You have left “{ $community }”
ask-done-sent = Your request has arrived
cancel-done = You have taken the request back
notify-done-saved = Your choice is saved
own-done-email-sent = We have written to the new address. Follow the link in that letter to confirm it.
own-done-email-kept = Your present address stays
own-done-transfer = Your consent to the transfer is withdrawn
own-done-copy-asked = Your copy is being prepared. You are told by e-mail when it is ready.
own-done-duties = You have acknowledged the duties. The role works now.
remind-edited = An administrator changed your details
remind-role = Acknowledge the duties of a role
remind-invitation = Answer an invitation
remind-applications = { $count ->
    [one] Decide on one application
   *[other] Decide on { $count } applications
 }
duty-requests = Applications for an account that wait for a decision.
duty-users = Accounts, exceptional changes and organisations.
duty-roles = Proposals that wait for a second person, and roles to confirm again.
duty-cases = Requests under data protection law and their deadlines.
duty-log = What was done in the system, and the seal of the log.
duty-system = How the system runs.
activity-by-system = The system
activity-by-other = Another user
activity-refused = refused
activity-origin = { $ip }, { $browser } on { $system }
browser-other = another browser
system-other = another system
change-privacy = The privacy statement has a new version.
change-terms = The terms of use have a new version.
archive-title = A copy of your data
archive-about = Everything that the system holds about you, as of { $moment }. Record reference: { $reference }.
archive-basis = Why it is kept: { $basis }
archive-retention = When it is erased: { $retention }
archive-nothing = Nothing is held.
