# Formularul cu care începe o verificare și ce poate fi greșit în el.

check-zone = Zona citibilă automat
check-zone-hint = Scanați documentul sau tastați rândurile din partea de jos și apăsați Enter.
check-visa-more = Adăugați o viză
check-visa = Zona citibilă automat sau numărul vizei
check-visa-hint = Numai pentru persoanele care au nevoie de viză.
check-by-hand = Introduceți datele manual
check-submit = Verificați

damage-title = Unele caractere nu au putut fi citite
damage-lead = Comparați caracterele marcate cu documentul, corectați-le mai jos și verificați din nou.
damage-copy = Rândurile așa cum au fost citite
damage-place = rândul { $line }, caracterele { $from }–{ $to }.
zone-shape = Numărul sau lungimea rândurilor
zone-kind = Tipul documentului
zone-issuer = Statul emitent
zone-names = Numele
zone-number = Numărul documentului
zone-nationality = Cetățenia
zone-birth = Data nașterii
zone-sex = Sexul
zone-expiry = Data expirării
zone-optional = Datele opționale
zone-composite = Cifra de control a întregului

suggest-digit = Litera { $read } poate fi cifra { $meant }.
suggest-letter = Cifra { $read } poate fi litera { $meant }.
suggest-check-digit = Cifra de control nu corespunde acestor caractere.
error-zone-damaged = Corectați caracterele marcate din zona citibilă automat.
error-zone-empty = Scanați un document sau introduceți datele acestuia.
error-missing = Completați: { $field }.
error-date = Această dată nu există: { $field }.
error-unreadable = Valoarea nu poate fi corectă: { $field }.
