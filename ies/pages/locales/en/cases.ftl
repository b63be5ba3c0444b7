# Requests of data subjects.

right-access = Access to the data
right-rectification = Rectification
right-erasure = Erasure
right-restriction = Restriction of processing
right-portability = Data portability
right-objection = Objection
right-consent-withdrawal = Withdrawal of consent
channel-page = On a page
channel-mail = By e-mail
channel-letter = By letter
channel-in-person = In person
case-received = Received
case-identity-check = Identity being checked
case-in-progress = Being answered
case-extended = Extended
case-fulfilled = Fulfilled
case-partly = Fulfilled in part
case-refused = Refused
case-cancelled = Taken back
time-left = { $count ->
    [0] last day
    [one] 1 day left
   *[other] { $count } days left
 }
time-overdue = { $count ->
    [one] 1 day overdue
   *[other] { $count } days overdue
 }

cases-title = Requests of data subjects
cases-lead = Everything that people ask about their own data, on a page or by letter. Each request is answered within one month.
cases-overdue = { $count ->
    [one] 1 request is overdue
   *[other] { $count } requests are overdue
 }
cases-overdue-text = The law gives one month from receipt. Answer these first.
cases-open = { $count ->
    [0] No request is open.
    [one] 1 request is open.
   *[other] { $count } requests are open.
 }
cases-state = State
cases-state-open = Open
cases-right = What is asked
cases-none = No request matches
cases-none-text = To see answered requests, choose another state.
cases-count = { $count ->
    [one] 1 request
   *[other] { $count } requests
 }
cases-number = Number
cases-who = Who asks
cases-received = Received
cases-due = Answer by

case-title = Request { $number }
case-due = Answer by { $date }
case-own = This is your own request
case-own-text = Nobody works on their own request. A colleague will.
case-about = About whom
case-about-unknown = Not known yet
case-about-nobody = Nobody of whom data is held
case-executed = Took effect on the account
case-text = What the person wrote
steps-title = What happened
steps-none = Nothing yet.
identity-title = Who is it?
identity-text = Make sure that the person is who they say they are before anything is shown or changed. Ask for no more than is needed.
identity-closes = This request closes the account
identity-closes-text = Once you confirm who the person is, the user account will be disabled and all personal data will be deleted. You will be asked once more before that.
identity-about = The request is about
identity-nobody = Nobody of whom data is held
identity-nobody-text = The answer says that nothing is held.
identity-missing = Please choose about whom the request is.
identity-do = Confirm
identity-ask-text = If you cannot tell, ask the person. The time goes on.
identity-ask = Ask who it is
answer-title = Answer
answer-intro = The answer is sent by e-mail or letter. It names the controller and the Data Protection Officer; a refusal also names the European Data Protection Supervisor and the court.
answer-fulfilled-text = Done as asked.
answer-partly-text = Done as far as the law allows. Give ground and reasons.
answer-refused-text = Give ground and reasons. You will be asked once more.
answer-missing = Please choose an answer.
answer-ground = Ground of refusal
answer-ground-hint = Only for a refusal, in whole or in part.
answer-ground-missing = Please choose the ground of the refusal.
refusal-ground-not-identified = It could not be found out who asks
refusal-ground-manifestly-unfounded = Manifestly unfounded
refusal-ground-excessive = Excessive, because repetitive
refusal-ground-rights-of-others = It would adversely affect the rights of others
refusal-ground-legal-obligation = A legal obligation or a legal claim stands against it
refusal-ground-data-correct = The data is correct
refusal-ground-right-restricted = Internal rules restrict the right
answer-reasons = Reasons
answer-reasons-hint = The person reads them. Needed for a refusal and for the outcome of an objection.
answer-reasons-missing = Please give the reasons; the person will read them.
answer-nothing-held = Nothing about this person is held
answer-nothing-held-hint = This is an answer too.
answer-do = Send the answer
outcome-title = The answer
outcome-answer = Answer
outcome-at = Given
outcome-held = Data held
outcome-nothing-held = None
outcome-recipients = To be told, because they received the data
extend-title = Extend the time
extend-text = Only where the request is complex or there are many. The person must be told by { $told }. The answer is then due by { $until }.
extend-reasons = Reasons
extend-reasons-hint = The person reads them.
extend-reasons-missing = Please say why it takes longer; the person will read it.
extend-do = Extend and tell the person
enter-title = Enter a request that came by letter
enter-lead = Requests have no form. Whatever says that somebody wants something about their own data is one.
enter-channel = How it came
enter-received = Received on
enter-received-hint = The month is counted from this day, not from today.
enter-received-missing = Please give the day on which it came.
enter-who = Name
enter-who-hint = As the person signed.
enter-who-missing = Please write who asks.
enter-address = Address for the answer
enter-address-hint = E-mail or postal address.
enter-address-missing = Please write where the answer goes.
enter-text = What the person wrote
enter-text-hint = In their own words. An objection needs its ground.
enter-follows = Where the address is one of e-mail, the person gets a confirmation of receipt with the number of the request. To a postal address you send it yourself.
enter-do = Enter the request
erase-title = Close the account of { $name }?
erase-button = Disable and delete
erase-disabled = The user account will be disabled within seconds: every session ends.
erase-data = All personal data will be deleted, as a rule within the hour.
erase-content = Contributions stay with their Communities and carry “former user” with the organisation.
erase-final = This cannot be undone.
restrict-title = Disable the account of { $name } and freeze the data?
restrict-button = Disable and freeze
restrict-frozen = The data are frozen: they are not used, and nobody sees them.
restrict-next = Nothing is deleted before the person has confirmed it.
erase-account = Account
refuse-case-title = Refuse request { $name }?
refuse-case-button = Refuse
refuse-case-told = The person is told at once, with your ground and reasons.
refuse-case-supervisor = The answer tells the person how to complain to the European Data Protection Supervisor and go to court.

done-case-entered = The request was entered
done-case-entered-text = A confirmation of receipt goes to an e-mail address by itself. To a postal address you send it yourself.
done-case-asked = The person was asked
done-case-asked-text = The time for the answer goes on.
done-case-identified = It is known who the person is
done-case-identified-text = The request is being answered.
done-case-extended = The time was extended
done-case-extended-text = The person was told, with your reasons.
done-case-answered = The answer was sent
done-case-answered-text = The request is closed.

case-archive = Copy of the data, to be sent
case-archive-text = The person asked by letter, so you send the copy: by registered post or handed over in person, never by plain e-mail. Each time it is fetched is logged. Delete your own copy once it is sent.
case-archive-get = Fetch the copy
case-archive-gone = It was deleted when its time was up.
case-archive-failed = The fault was reported automatically. Please have it prepared anew.
case-archive-again = Prepare the copy anew
done-case-archive = The copy is being prepared
done-case-archive-text = It can be fetched below in a moment. Please look again.
