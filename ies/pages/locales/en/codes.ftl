# Words of the codes of the domain.

kind-union-institution = EU institution, body, office or agency
kind-national-authority = National authority
kind-international-organisation = International organisation
kind-non-governmental = Non-governmental organisation
kind-private-company = Private company
kind-academic = Academic institution
kind-other = Other

level-reader = Reader
level-reader-about = Reads what is in the Community and sees the contact details of its members.
level-contributor = Contributor
level-contributor-about = Reads, and adds and changes own contributions.
level-editor = Editor
level-editor-about = Changes everything in the Community.
level-lead = Lead
level-lead-about = Manages members and settings as well.

purpose-provide-service = provide the service
purpose-verify-identity = verify the identity of users
purpose-manage-permissions = manage permissions
purpose-enable-contacts = enable contacts between users

state-request-draft = Draft
state-request-submitted = Sent
state-request-in-review = Being examined
state-request-info-requested = A question to you
state-request-accepted = Accepted
state-request-refused = Declined
state-request-withdrawn = Withdrawn
state-request-expired = Lapsed

kind-right-access = Access to your data
kind-right-rectification = Rectification
kind-right-erasure = Erasure
kind-right-restriction = Restriction of processing
kind-right-portability = Data portability
kind-right-objection = Objection
kind-right-withdrawal = Withdrawal of consent

state-case-received = Received
state-case-identity-check = We need to know who you are
state-case-in-progress = Being worked on
state-case-extended = Takes longer
state-case-fulfilled = Done
state-case-partly = Done in part
state-case-refused = Refused
state-case-cancelled = Taken back

category-contact-details = Contact details
category-contact-details-about = First and last name, e-mail address, telephone number, work address, organisation of employment and job title.
category-scan = Scan of the identification page
category-scan-about = A scanned copy of the identification page of your passport, while your application is open.
category-request = Application
category-request-about = The Communities you ask for, why you need access, questions and answers, and the decision.
category-account = Account
category-account-about = Your identifier at EU Login, the state of the account, when it was created, changed and last used, your memberships, roles and settings.
category-consent = Consents
category-consent-about = To which version of which text you consented, when, and when you withdrew it.
category-rights = Requests about your data
category-rights-about = What you asked for, when, and what was answered.
category-log = Log data
category-log-about = IP address and location, browser details, operating system, times of creation and change of the account, most recent use, and other actions in the system.

retention-contact-details = From the moment you send them until your account is deleted. If you are declined, until 30 days after that.
retention-scan = Until the decision to accept or decline you, and then deleted automatically; likewise when you withdraw the application or it lapses.
retention-request = Until your account is deleted. If you are declined, until 30 days after that.
retention-account = Until the account is deleted.
retention-consent = Until your account is deleted; after that, without your name, as evidence that consent was given.
retention-rights = Five years after the answer.
retention-log = Six months; one year for events that matter for security.

reason-not-eligible = You do not belong to those for whom the system is made.
reason-identity-not-verified = Your identity could not be verified from what you sent.
reason-details-do-not-match = What you filled in does not match your passport.
reason-employment-not-confirmed = Your organisation did not confirm that you work for it.
reason-duplicate = You have an account already.
reason-other = For another reason; see the letter you received.

refused-title = This cannot be done
refused-other = What was asked cannot be done. Nothing was changed.
refused-email-of-another-account = Another account has this e-mail address. If that account is yours, sign in with the EU Login account you used then; otherwise write to the help desk.
refused-name-differs-from-login = The name at EU Login differs from the one that was verified. Write to the help desk.
refused-request-is-open = You have sent an application already. It is not decided yet.
refused-request-is-closed = This application is closed and can no longer be changed.
refused-request-is-incomplete = Something is missing in the application. Open it, and fill in what is marked.
refused-scan-missing = The scan of your passport is missing. Add it and send the application again.
refused-scan-being-checked = The scan is still being checked. Wait a moment and try again.
refused-consent-missing = Without both consents the application cannot be sent.
refused-terms-outdated = The texts have changed since you read them. Read the new ones and decide again.
refused-not-a-member = You are not a member of this Community.
refused-already-a-member = You are a member of this Community already.
refused-already-applied = You have applied to this Community already. It is not decided yet.
refused-invitation-lapsed = The invitation is no longer valid. Ask the lead of the Community for a new one.
refused-only-lead = You are the only lead of this Community. Make somebody else its lead first.
refused-join-by-invitation = One joins this Community by invitation only.
refused-third-country-notice-unread = Before you join, please read which members are outside the Union, and confirm it.
refused-link-ended = This link is too old, or was used before.
refused-account-not-active = This account is not active.
refused-own-request = Nobody decides on a request of their own.
refused-second-factor-missing = For this you need to sign in with a second factor.
refused-sign-in-too-old = For this you need to sign in again.
refused-confidentiality-not-acknowledged = Your role takes effect when you have signed the confidentiality undertaking.
refused-role-expired = Your role has expired. Ask for it to be renewed.
refused-cross-site-request = The form came from another site and was not accepted.
refused-invalid-value = Something that was sent cannot be used. Open the page again.
