# The crossing point while the register cannot be reached.

link-title = Link to the register
link-up = The register answers.
link-down = The register has not answered since { $at }. Go on as usual: what you record is kept here.
link-waiting = { $count ->
    [one] { $count } passage waits to be entered.
   *[other] { $count } passages wait to be entered.
 }
link-conflicts = { $count ->
    [one] { $count } passage needs your decision.
   *[other] { $count } passages need your decision.
 }
link-clock = The clock here differs from that of the register by { $count } seconds. Tell whoever looks after this machine.

offline-title = The register cannot be asked now
offline-text = Earlier stays, other files of this person and the days that are left cannot be shown.
offline-stamp = Stamp the document, and tell the person that biometric data may be taken at the next crossing.
offline-visa = Check the visa directly in the Visa Information System.
offline-stay = Count the days of stay by the stamps in the document.
offline-here = What is said below of an earlier entry was recorded at this crossing point and is not in the register yet.
offline-file = Not known now.

recorded-stored-entry = Entry stored
recorded-stored-exit = Exit stored
recorded-stored-text = It is kept at this crossing point and entered in the register as soon as it can be reached. Stamp the document.
recorded-stored-line = The last lawful day cannot be calculated now.

buffer-title = Waiting passages
buffer-lead = What was recorded while the register could not be reached, and what the register did not take as it is.
buffer-conflicts = For you to decide
buffer-conflicts-none = Nothing to decide
buffer-conflicts-none-text = The register has taken every passage that was sent to it.
buffer-shown = The oldest of { $count } are shown.
buffer-waiting = Waiting to be entered
buffer-waiting-none = Nothing waits
buffer-waiting-none-text = Everything that was recorded here is in the register.
buffer-entry = Entry
buffer-exit = Exit
buffer-refusal = Refusal of entry
buffer-kind = What
buffer-attempts = Sent
buffer-officer = Recorded by
buffer-said = What the register said
buffer-time = Time at which it took place
buffer-exit-missing = The exit of the earlier stay was never recorded
buffer-entry-unknown = The entry was never recorded
buffer-resend = Send again
buffer-reason = Reason
buffer-withdraw = Withdraw
