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
link-unread = What waits here cannot be read. Call whoever looks after this machine.
link-refused-point = The register does not know this crossing point. Go on as usual: what you record is kept here. Tell whoever runs the register.
link-refused-officer = The register refuses an officer of this crossing point in their role. Go on as usual: what they record is kept here. Tell whoever runs the register.
link-refused-system = The register does not let this crossing point name its officers. Go on as usual: what you record is kept here. Tell whoever runs the register.

offline-title = The register cannot be asked now
offline-text = Earlier stays, other files of this person and the days that are left cannot be shown.
offline-images = The images were not looked at and are kept nowhere: take them again once the register answers. Without them the passage is recorded as one whose biometric data is still owed.
offline-stamp = Stamp the document, and tell the person that biometric data may be taken at the next crossing.
offline-visa = Check the visa directly in the Visa Information System.
offline-stay = Count the days of stay by the stamps in the document.
offline-refuse = A refusal of entry needs the register: fill in the standard form on paper, hand it over, and have the refusal entered once the register answers.
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
buffer-conflicts-away = The register does not answer. Whether it takes what waits shows once it does.
buffer-shown = The oldest of { $count } are shown.
buffer-waiting = Waiting to be entered
buffer-waiting-none = Nothing waits
buffer-waiting-none-text = Everything that was recorded here is in the register.
buffer-entry = Entry
buffer-exit = Exit
buffer-refusal = Refusal of entry
buffer-deed = What was done with a passage
buffer-kind = What
buffer-attempts = Sent
buffer-why = Why it waits
buffer-failed = The register fails on it
buffer-away = The register does not answer
buffer-behind = An earlier passage with the same document waits for a decision
buffer-soon = It is being sent
buffer-officer = Recorded by
buffer-said = What stands against it
buffer-days = Days of the other record
buffer-said-already-inside = An earlier entry of this person was open at that time. Have its exit recorded, or confirm that the exit was never recorded.
buffer-said-no-open-entry = No entry was open at that time. Have the entry entered first, or confirm that it was never recorded.
buffer-said-within-another-stay = The passage lies within a stay of which entry and exit are recorded. Find out which of them took place.
buffer-said-exit-before-entry = By the days of the two crossing points the exit would lie before the entry. Find out when they took place.
buffer-said-date-in-future = The time of the passage lies in the future. Look at the clock of the crossing point and correct the time.
buffer-said-clock-in-doubt = The clock of the crossing point was wrong, so that the day of the passage may be another one. Confirm the time, or correct it.
buffer-said-document-on-other-file = The travel document is on another file than the passage says. Have the files looked at in the register.
buffer-said-visa-missing = A short-stay visa is needed and none was recorded. Enter the passage by hand with the visa, and have it withdrawn here.
buffer-said-visa-requirement-undecided = The tables of the register say nothing about a visa for this nationality. Call whoever runs the register.
buffer-said-out-of-scope = The system does not apply to this person. Have the passage withdrawn.
buffer-said-fields-do-not-fit = Something was recorded that the law does not have entered here, or something that it asks for is missing. Enter the passage by hand from your notes, and have it withdrawn here.
buffer-said-outside-calendar = The stay cannot be calculated with this day. Find out when the passage took place.
buffer-said-id-reused = The number of this passage was used for another one. Enter the passage by hand from your notes, and have it withdrawn here.
buffer-said-not-found = The file of which the passage speaks is not in the register any more. Enter the passage by hand from your notes, and have it withdrawn here.
buffer-said-not-taken = The register does not take the passage in the form in which it was kept. Enter it by hand from your notes, and have it withdrawn here.
buffer-said-does-not-open = What is kept of this passage does not open; it was changed in the file. Enter it by hand from your notes, have it withdrawn here, and call whoever looks after security.
buffer-said-unreadable = The register cannot read something of the passage. Enter it by hand from your notes, and have it withdrawn here.
buffer-time = Time at which it took place
buffer-time-wrong = Write the day and the time at which it took place
buffer-clock = The clock of this crossing point was wrong by { $count ->
    [one] { $count } second
   *[other] { $count } seconds
 }. The time below is what it would have been by the clock of the register; confirm it, or correct it.
buffer-not-answered = The register was sent this passage often and failed each time. It goes on by itself once the register takes it. Call whoever runs the register; if it has to be recorded in another way, a supervisor withdraws it.
buffer-open = Show who it is
buffer-one = A waiting passage
buffer-one-lead = That you looked at who it is will stand in the log of the register.
buffer-exit-missing = The exit of the earlier stay was never recorded
buffer-exit-missing-hint = Tick only after proof of an earlier exit. The earlier entry is then kept as one without exit.
buffer-entry-unknown = The entry was never recorded
buffer-entry-unknown-hint = Tick only when you know it. The exit is then recorded alone.
buffer-resend = Send again
buffer-resend-without = Without the tick the passage is taken only if what stands against it has been put right in the register meanwhile; otherwise it comes back here.
buffer-resend-time = It is sent with the time above: with that you confirm it.
buffer-resend-hint = Send it again once what stands against it has been put right; otherwise it comes back here.
buffer-sent = The passage is sent again
buffer-sent-text = It waits below until the register has taken it. If something still stands against it, it comes back for a decision.
buffer-withdrawn = The passage is withdrawn
buffer-withdrawn-text = It is not sent. Who withdrew it and why is told to the register's log.
buffer-reason = Why it is withdrawn
buffer-reason-hint = The passage is then never entered. What you write is kept in the register's log.
buffer-reason-missing = Write why it is withdrawn, in at most 500 characters
buffer-withdraw = Withdraw
