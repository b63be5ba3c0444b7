# Why something was not recorded, by the code of the problem.

refused-title = Nothing was recorded
refused-other = What was asked cannot be done.
refused-already-inside = An earlier entry is still open. Record its exit, or confirm that the exit was never recorded.
refused-not-the-open-record = The open entry has changed meanwhile. Check the person again.
refused-date-in-future = The time of the crossing lies in the future.
refused-not-after-last-record = The file already holds a later crossing.
refused-stay-exhausted = No day of authorised stay is left, so a short stay cannot begin today.
refused-system-not-operated = The system is not operated at this border crossing point.
refused-no-open-entry = No open entry is on file. Search by identity, or confirm that the entry was never recorded.
refused-entry-is-known = An entry is open, so an exit without entry cannot be recorded.
refused-exit-before-entry = The exit lies before the entry.
refused-visa-missing = A short-stay visa is needed. Fill in the data of its sticker.
refused-visa-requirement-undecided = The tables say nothing about this nationality. Ask your shift leader whether a visa is needed.
refused-id-reused = This form was used for something else before. Check the person again.
refused-out-of-scope = The system does not apply to this person; nothing was recorded.
refused-document-on-other-file = This travel document is on another file. Open that file instead.
refused-document-already-on-file = This file already holds the document.
refused-overtaken = Somebody else recorded a crossing of this person at the same moment. Check the person again.
refused-contended = Others worked on the same file at this moment, and nothing was done. Send it once more.
refused-invalid-value = Something that was sent cannot be used. Check the person again.
refused-cross-site-request = The form came from another site and was not accepted.
refused-too-many-requests = Too many requests in a short time. Wait a moment.
refused-body-too-large = What was sent is too large.
refused-claim-missing = Your identity at the provider lacks something this system needs. Ask whoever manages your account.
refused-programme-of-another-state = Another State granted access to this programme, and withdraws it.
