# Was das Verzeichnis der Verarbeitungstätigkeiten sagt: Grundlagen, Empfänger, Kategorien, Fristen.

# Rechtsgrundlagen und Empfänger des Verzeichnisses der Verarbeitungstätigkeiten.
ground-public-task = Aufgabe im öffentlichen Interesse, Artikel 5 Absatz 1 Buchstabe a der Verordnung (EU) 2018/1725
ground-legal-obligation = Rechtliche Verpflichtung des Verantwortlichen, Artikel 5 Absatz 1 Buchstabe b der Verordnung (EU) 2018/1725
ground-consent = Einwilligung, Artikel 5 Absatz 1 Buchstabe d der Verordnung (EU) 2018/1725
ground-transfer = An Mitglieder außerhalb der Union: ausdrückliche Einwilligung und wichtige Gründe des öffentlichen Interesses, Artikel 50 Absatz 1 Buchstaben a und d der Verordnung (EU) 2018/1725
recipients-nobody = Niemand; nur das System selbst verwendet es
recipient-oneself = Sie selbst
recipient-fellow-members = Mitglieder derselben Communities
recipient-fellow-members-abroad = Mitglieder derselben Communities, die für eine internationale Organisation oder in einem Drittland arbeiten
recipient-leads = Leitung der Community
recipient-coordinators = Koordinatoren der Kommission und der nationalen Kontaktstellen
recipient-validators = Personen, die über Anträge entscheiden
recipient-user-admins = Nutzeradministratoren
recipient-officers = Personen, die im Datenschutz für den Verantwortlichen handeln
recipient-auditors = Befugte Beschäftigte, die das Protokoll prüfen
recipient-system-operators = Systembetreuer, in einem Notfall, den zwei andere Personen bestätigen
recipient-supervisor = Der Europäische Datenschutzbeauftragte, auf Verlangen

# Kategorien des Verzeichnisses der Verarbeitungstätigkeiten.
category-contact-details = Kontaktdaten
category-contact-details-about = Vor- und Nachname, E-Mail-Adresse, Telefonnummer, Dienstanschrift, beschäftigende Organisation und Funktion.
category-contact-search-key = Suchschlüssel
category-contact-search-key-about = Verschlüsselte Schlüssel, mit denen Kontaktdaten gefunden werden, ohne sie zu öffnen.
category-account = Konto
category-account-about = Der Zustand des Kontos und wann es angelegt, geändert und zuletzt benutzt wurde.
category-account-identity = Identität bei EU Login
category-account-identity-about = Die Kennung, unter der EU Login Sie kennt, verschlüsselt.
category-email-change = Neue E-Mail-Adresse
category-email-change-about = Eine Adresse, die Sie verwenden möchten und noch nicht bestätigt haben.
category-registration = Antrag
category-registration-about = Ihre Angaben, warum Sie ein Konto brauchen, Fragen und Antworten, und die Entscheidung.
category-registration-state = Stand des Antrags
category-registration-state-about = Wo der Antrag steht, seit wann, und wer entschieden hat.
category-scan = Scan der Personalienseite
category-scan-about = Eine eingescannte Kopie der Personalienseite Ihres Passes.
category-scan-state = Zustand des Scans
category-scan-state-about = Art, Größe und Fingerabdruck der Datei, wann sie hochgeladen und wann sie vernichtet wurde; nichts von ihrem Inhalt.
category-consent = Einwilligungen
category-consent-about = In welche Fassung welches Textes Sie eingewilligt haben, wann, und was Sie widerrufen haben.
category-consent-evidence = Nachweis der Einwilligung
category-consent-evidence-about = Dass eine Einwilligung gegeben und widerrufen wurde, ohne Namen.
category-membership = Mitgliedschaften
category-membership-about = Welchen Communities Sie angehören, seit wann, und was Sie dort dürfen.
category-membership-message = Nachrichten an eine Community
category-membership-message-about = Was Sie der Leitung einer Community schreiben, wenn Sie sich bewerben.
category-role-grant = Rollen
category-role-grant-about = Welche Rolle Sie haben, wer sie vorgeschlagen und bestätigt hat, und bis wann sie dauert.
category-emergency-access = Notfallzugriff
category-emergency-access-about = Wer in einem Notfall Zugriff verlangt hat, wer ihn bestätigt hat, warum und wie lange.
category-rights-request = Anfragen zu Ihren Daten
category-rights-request-about = Welches Recht Sie ausüben, wann, und wo die Anfrage steht.
category-rights-request-content = Inhalt solcher Anfragen
category-rights-request-content-about = Was Sie schreiben und was Ihnen geantwortet wird.
category-breach = Verletzungen des Schutzes personenbezogener Daten
category-breach-about = Was geschehen ist, was daraus folgt und was getan wurde.
category-breach-affected = Von einer Verletzung betroffene Personen
category-breach-affected-about = Wessen Daten eine Verletzung betraf und wann diese Personen unterrichtet wurden.
category-exceptional-edit = Änderungen durch einen Administrator
category-exceptional-edit-about = Was ein Administrator an Ihren Angaben geändert hat, vorher und nachher, und warum.
category-exceptional-edit-state = Vermerk über solche Änderungen
category-exceptional-edit-state-about = Dass eine Änderung erfolgte, wann und durch wen.
category-mail = Nachrichten an Sie
category-mail-about = E-Mails, die auf den Versand warten, verschlüsselt.
category-mail-state = Zustand der Nachrichten
category-mail-state-about = Wann eine Nachricht eingereiht und versandt wurde.
category-export = Kopien Ihrer Daten
category-export-about = Die Datei, um die Sie gebeten haben, verschlüsselt. Haben Sie brieflich gebeten, holt eine Datenschutzbeauftragte oder ein Datenschutzbeauftragter sie ab, um sie Ihnen zu senden.
category-export-state = Zustand der Kopien
category-export-state-about = Wann eine Kopie verlangt, erstellt und gelöscht wurde.
category-notification-setting = Benachrichtigungseinstellungen
category-notification-setting-about = Worüber, wie oft und in welcher Sprache Ihnen geschrieben werden soll.
category-api-token = Schlüssel für Programme
category-api-token-about = Schlüssel, die Sie angelegt haben, damit ein Programm für Sie handelt; nur ihre Fingerabdrücke.
category-session = Sitzungen
category-session-about = Dass Sie angemeldet sind, seit wann und wie.
category-log-action = Protokoll der Handlungen
category-log-action-about = Was im System getan wurde, wann, von wem und zu welchem Zweck.
category-log-technical = Technische Protokolldaten
category-log-technical-about = IP-Adresse und Standort, Angaben zum Browser und Betriebssystem.
category-log-query = Abfragen des Protokolls
category-log-query-about = Wonach befugte Beschäftigte im Protokoll gesucht haben.
category-tombstone = Spuren gelöschter Konten
category-tombstone-about = Eine Kennung, die niemanden mehr bezeichnet, damit eine wiederhergestellte Sicherung kein gelöschtes Konto zurückbringt.

# Wie lange eine Kategorie gespeichert wird. Die Ereignisse stehen im Dativ mit ihrem Artikel.
retention-until = Von { $start } an bis zu { $end }
retention-days = { $count ->
    [one] Von { $start } an bis einen Tag nach { $end }
   *[other] Von { $start } an bis { $count } Tage nach { $end }
 }
retention-years = { $count ->
    [one] Von { $start } an bis ein Jahr nach { $end }
   *[other] Von { $start } an bis { $count } Jahre nach { $end }
 }
retention-hours = { $count ->
    [one] Von { $start } an bis eine Stunde nach { $end }
   *[other] Von { $start } an bis { $count } Stunden nach { $end }
 }
retention-event-submission-of-the-request = der Absendung des Antrags
retention-event-opening-of-the-account = der Eröffnung des Kontos
retention-event-asking-for-the-new-address = der Angabe der neuen Adresse
retention-event-first-entry-in-the-form = der ersten Eingabe in das Formular
retention-event-upload = dem Hochladen
retention-event-giving-of-the-consent = der Einwilligung
retention-event-erasure-of-the-account = der Löschung des Kontos
retention-event-application-or-invitation = der Bewerbung oder Einladung
retention-event-proposal = dem Vorschlag
retention-event-asking-for-emergency-access = dem Verlangen nach Notfallzugriff
retention-event-receipt-of-the-request = dem Eingang der Anfrage
retention-event-entry-in-the-register = dem Eintrag in das Register
retention-event-the-edit = der Änderung
retention-event-queueing = dem Einreihen
retention-event-asking-for-the-export = dem Verlangen nach der Kopie
retention-event-choice = Ihrer Auswahl
retention-event-making-of-the-token = dem Anlegen des Schlüssels
retention-event-sign-in = der Anmeldung
retention-event-the-action = der Handlung
retention-event-the-access = der Abfrage
retention-event-end-of-the-request-without-account = dem Ende eines Antrags, der zu keinem Konto führte
retention-event-first-attempt-unless-delivered = dem ersten Zustellversuch, falls er nicht gelingt
retention-event-readiness-of-the-export = der Fertigstellung der Kopie
retention-event-end-of-the-consent = dem Ende der Einwilligung
retention-event-end-of-the-membership = dem Ende der Mitgliedschaft
retention-event-decision-on-the-application = der Entscheidung über die Bewerbung
retention-event-end-of-the-emergency-access = dem Ende des Notfallzugriffs
retention-event-answer-to-the-request = der Antwort auf die Anfrage
retention-event-closing-of-the-breach = dem Abschluss des Falls
retention-event-end-of-the-token = dem Ende des Schlüssels
retention-event-decision-or-other-end-of-the-request = der Entscheidung über den Antrag oder dessen sonstigem Ende, mit automatischer Löschung
retention-event-end-of-the-role = dem Ende der Rolle
