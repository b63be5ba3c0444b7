# Requests for an account: who waits, what was sent, the decision.

queue-title = Registrations
queue-lead = People who ask for an account. The scan of a request lives until the decision, so a quick decision protects the applicant.
queue-open = { $count ->
    [0] No request waits for a decision.
    [one] 1 request waits for a decision.
   *[other] { $count } requests wait for a decision.
 }
queue-oldest = { $count ->
    [0] The oldest was sent today.
    [one] The oldest was sent 1 day ago.
   *[other] The oldest was sent { $count } days ago.
 }
queue-state = State
queue-state-open = Open
queue-holder = Examined by
queue-holder-nobody = Nobody yet
queue-holder-reader = Me
queue-applicant = Applicant
queue-sent = Sent
queue-age = { $count ->
    [0] today
    [one] 1 day ago
   *[other] { $count } days ago
 }
queue-closes = Closes by itself on { $date }
queue-own = Your own request: a colleague decides
queue-nobody = Nobody yet
queue-reader = You
queue-none = No request matches
queue-none-text = When somebody applies, it stands here. To see decided requests, choose another state.
queue-count = { $count ->
    [one] 1 request
   *[other] { $count } requests
 }
queue-submitted = Submitted
queue-in-review = In review
queue-info-requested = Waiting for the applicant
queue-accepted = Accepted
queue-refused = Refused
queue-withdrawn = Withdrawn
queue-expired = Expired

organisation-is = Kind of organisation
organisation-seat-short = Country of seat

validate-title = Request of { $name }
validate-number = Number { $number }
validate-sent = Sent { $moment }
validate-says = What the applicant says
validate-login = What EU Login says
validate-login-name = Name
validate-login-differs = Differs
validate-assurance = How well EU Login knows the person
assurance-top = Staff of the Commission
assurance-high = Staff of another institution
assurance-medium = Vouched for by an institution
assurance-low = Registered by themselves: proves the mailbox only
assurance-none = Not at all
validate-why = Why the account is needed
validate-communities = Communities wanted
validate-consented = Consented { $moment }
validate-own = This is your own request
validate-own-text = Nobody decides on their own request. A colleague will.
validate-step-up = Sign in again to see the scan and to decide
validate-step-up-text = Both need a sign-in with a second factor that is no older than 15 minutes.
validate-step-up-do = Sign in again
validate-asked = Questions to the applicant
validate-asked-at = Asked { $moment }
validate-answer = Answer
validate-answer-due = No answer yet. Without one the request closes on { $date }.

hold-free = Nobody examines this request.
hold-take = Examine it
hold-reader = You are examining this request.
hold-release = Give it back
hold-colleague = { $name } is examining this request
hold-colleague-text = Since { $moment }. Take it over only if your colleague cannot go on.
hold-take-over = Take over

scan-title = Scan of the identification page
scan-closed = The scan is not shown yet. Open it when you are ready to compare: each view is logged.
scan-open = Show the scan
scan-alt = Identification page of the passport that { $name } sent
scan-shown = The identifier of your account and the time stand across the picture. Each view is logged. It cannot be downloaded, and nothing of it is kept after the decision.
scan-in-check = The file is being checked
scan-in-check-text = Type, size and harmful content. Look again in a minute.
scan-destroyed = Destroyed { $moment }
scan-destroyed-text = The file and its key are gone. Nobody can bring it back.
scan-lost = The scan cannot be opened any more
scan-lost-text = A backup was restored, and no backup holds the keys of scans. Ask the applicant to send the page again.
scan-absent = There is no scan
scan-absent-text = The applicant has not sent one that can be used.

doubles-title = Possible duplicates
doubles-none = No other request or account is alike.
doubles-text = One person has one account. Compare before you decide.
doubles-who = Name
doubles-alike = What is alike
doubles-state = State
alike-email = E-mail address
alike-name = Name
alike-telephone = Telephone number
alike-organisation = Organisation
alike-login = EU Login account

decide-title = Your decision
decide-scan-title = The scan is destroyed with the decision
decide-scan-text = Whether you accept or refuse, the file and its key are deleted in the same moment and cannot be brought back. A question to the applicant leaves it in place.
decide-accept = Accept
decide-accept-text = An account opens with the details above. The applicant is told by e-mail.
decide-look-first = You can accept once you have looked at the scan.
decide-organisation = Which organisation is it?
decide-organisation-new = None of these: enter it as a new organisation
decide-organisation-missing = Please choose an organisation, or enter it as a new one.
decide-eligible = Why this person may use the system
decide-eligible-hint = The organisation does not evidently belong to the circle of users. Your reason stands in the decision.
decide-eligible-missing = Please say why this person may use the system.
decide-compared = I have compared the name with the scan, and they agree
decide-compared-missing = Please compare the name with the scan first.
decide-accept-next = Accept…
decide-refuse = Refuse
decide-refuse-text = The applicant is told by e-mail, with the reason and with the ways to object. The data of the request is deleted 30 days later.
decide-reason = Reason
decide-reason-hint = The applicant reads it.
decide-reason-missing = Please choose a reason; the applicant will read it.
decide-message-missing = Please write to the applicant what the reason is.
refusal-page-unreadable = The page cannot be read, or is no identification page
refusal-identity-not-matching = The page names somebody else
refusal-organisation-not-confirmed = The organisation does not confirm the employment
refusal-not-eligible = Does not belong to the circle of users
refusal-duplicate = Has an account under another sign-in
refusal-information-insufficient = A question was not answered sufficiently
refusal-other = Another reason, said in the message
decide-message = Message to the applicant
decide-message-hint = Needed for “another reason”. Otherwise the reason may be enough.
decide-note = Note for colleagues
decide-note-hint = The applicant does not read it here, but has the right to see it on request.
decide-refuse-next = Refuse…
decide-ask = Ask for information
decide-ask-text = The request waits for the answer. Without one it closes by itself after 30 days, and the scan is destroyed.
decide-ask-no-more = This request was asked as often as is allowed. Please decide.
decide-question = Question to the applicant
decide-question-hint = Do not ask for more than is needed for the decision, and for no second scan by e-mail.
decide-question-missing = Please write the question.
decide-ask-send = Send the question
decision-at = Decided
decision-by = By
decision-by-nobody = Nobody; the request closed by itself
decision-reason = Reason
decision-note = Note for colleagues
decision-erased = Data of the request deleted on

accept-title = Accept { $name }?
accept-button = Accept and destroy the scan
decide-scan = The scan is destroyed at once and for ever.
accept-account = An account opens. The person sees only the own profile and the public pages until a Community accepts them.
accept-told = The person is told by e-mail.
refuse-title = Refuse { $name }?
refuse-button = Refuse and destroy the scan
refuse-kept = The other data of the request is deleted after 30 days. No account opens.
refuse-told = The person is told by e-mail, with the reason, the contact of the controller and the way to the European Data Protection Supervisor.

done-request-taken = You are examining this request
done-request-taken-text = Colleagues see that it is in your hands.
done-request-released = The request was given back
done-request-released-text = Any colleague can take it.
done-request-accepted = The registration was accepted
done-request-accepted-text = The account is open, the scan is destroyed, and the person was told by e-mail.
done-request-refused = The registration was refused
done-request-refused-text = The scan is destroyed, and the person was told by e-mail.
done-request-asked = The question was sent
done-request-asked-text = The request waits for the answer.
