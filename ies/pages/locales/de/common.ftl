# Wörter, die jede Seite braucht.

service-name = System zum Informationsaustausch

field-first-name = Vorname
field-last-name = Nachname
field-email = E-Mail-Adresse
field-telephone = Telefonnummer
field-work-address = Dienstanschrift
field-organisation = Organisation
field-job-title = Funktion

abroad-organisation = Internationale Organisation
abroad-country = Außerhalb der Union: { $country }
