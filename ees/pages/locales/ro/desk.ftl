# The decision at the desk.

desk-file = Se înregistrează în
desk-file-hint = Alegeți un dosar doar dacă sunteți sigur că este aceeași persoană.
desk-file-new = Un dosar nou
desk-file-missing = Alegeți dacă este o persoană nouă sau persoana dintr-un dosar.
desk-exit-missing = Ieșirea anterioară nu a fost înregistrată
desk-exit-missing-hint = Bifați doar după ce s-a dovedit o ieșire anterioară. Intrarea anterioară rămâne fără ieșire, iar durata șederii se stabilește prin decizia dumneavoastră.
desk-entry-unknown = Intrarea nu a fost înregistrată
desk-entry-unknown-hint = Bifați doar după ce ați cerut dovada intrării. Se înregistrează numai ieșirea.
desk-confirm = Bifați căsuța pentru a continua.
desk-visa-first = Este necesară o viză
desk-visa-first-text = Completați datele vizei, apoi calculați: din ele rezultă cât timp poate rămâne persoana.
