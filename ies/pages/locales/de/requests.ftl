# Anträge auf ein Konto: wer wartet, was gesendet wurde, die Entscheidung.

queue-title = Anträge auf ein Konto
queue-lead = Personen, die ein Konto beantragen. Der Scan eines Antrags besteht bis zur Entscheidung; wer zügig entscheidet, schützt also die antragstellende Person.
queue-open = { $count ->
    [0] Kein Antrag wartet auf eine Entscheidung.
    [one] 1 Antrag wartet auf eine Entscheidung.
   *[other] { $count } Anträge warten auf eine Entscheidung.
 }
queue-oldest = { $count ->
    [0] Der älteste wurde heute abgesendet.
    [one] Der älteste wurde vor einem Tag abgesendet.
   *[other] Der älteste wurde vor { $count } Tagen abgesendet.
 }
queue-state = Stand
queue-state-open = Offen
queue-holder = In Prüfung bei
queue-holder-nobody = Noch niemandem
queue-holder-reader = Mir
queue-applicant = Antragsteller/in
queue-sent = Abgesendet am
queue-age = { $count ->
    [0] heute
    [one] vor einem Tag
   *[other] vor { $count } Tagen
 }
queue-closes = Verfällt am { $date }
queue-own = Ihr eigener Antrag: jemand anderes entscheidet
queue-nobody = Noch niemandem
queue-reader = Ihnen
queue-none = Kein Antrag passt dazu
queue-none-text = Neue Anträge stehen hier. Um entschiedene zu sehen, wählen Sie einen anderen Stand.
queue-count = { $count ->
    [one] 1 Antrag
   *[other] { $count } Anträge
 }
queue-submitted = Abgesendet
queue-in-review = Wird geprüft
queue-info-requested = Rückfrage offen
queue-accepted = Angenommen
queue-refused = Abgelehnt
queue-withdrawn = Zurückgezogen
queue-expired = Verfallen

organisation-is = Art der Organisation
organisation-seat-short = Land des Sitzes

validate-title = Antrag von { $name }
validate-number = Nummer { $number }
validate-sent = Abgesendet am { $moment }
validate-says = Angaben im Antrag
validate-login = Angaben von EU Login
validate-login-name = Name
validate-login-differs = Abweichend
validate-assurance = Wie gut EU Login die Person kennt
assurance-top = Beschäftigt bei der Kommission
assurance-high = Beschäftigt bei einem anderen Organ
assurance-medium = Ein Organ bürgt für die Person
assurance-low = Selbst registriert: belegt nur die E-Mail-Adresse
assurance-none = Gar nicht
validate-why = Wozu das Konto gebraucht wird
validate-communities = Gewünschte Communities
validate-consented = Eingewilligt am { $moment }
validate-own = Dies ist Ihr eigener Antrag
validate-own-text = Niemand entscheidet über den eigenen Antrag. Das übernimmt jemand anderes.
validate-step-up = Melden Sie sich noch einmal an, um den Scan zu sehen und zu entscheiden
validate-step-up-text = Beides erfordert eine Anmeldung mit einem zweiten Faktor, die höchstens 15 Minuten zurückliegt.
validate-step-up-do = Noch einmal anmelden
validate-asked = Rückfragen
validate-asked-at = Gestellt am { $moment }
validate-answer = Antwort
validate-answer-due = Noch keine Antwort. Ohne Antwort verfällt der Antrag am { $date }.

hold-free = Niemand prüft diesen Antrag.
hold-take = Prüfung übernehmen
hold-reader = Sie prüfen diesen Antrag.
hold-release = Zurückgeben
hold-colleague = { $name } prüft diesen Antrag
hold-colleague-text = Seit { $moment }. Übernehmen Sie den Antrag nur, wenn diese Person nicht weiterarbeiten kann.
hold-take-over = Übernehmen

scan-title = Scan der Personalienseite
scan-closed = Der Scan wird noch nicht angezeigt. Öffnen Sie ihn, wenn Sie mit dem Vergleich beginnen: Jede Einsicht wird protokolliert.
scan-open = Scan anzeigen
scan-alt = Personalienseite des Passes, gesendet von { $name }
scan-shown = Quer über dem Bild stehen die Kennung Ihres Kontos und die Uhrzeit. Jede Einsicht wird protokolliert. Das Bild lässt sich nicht herunterladen, und nach der Entscheidung bleibt nichts davon gespeichert.
scan-in-check = Die Datei wird geprüft
scan-in-check-text = Art, Größe und schädliche Inhalte. Sehen Sie in einer Minute wieder nach.
scan-destroyed = Vernichtet am { $moment }
scan-destroyed-text = Die Datei und ihr Schlüssel sind gelöscht. Niemand kann sie zurückholen.
scan-lost = Der Scan lässt sich nicht mehr öffnen
scan-lost-text = Eine Sicherung wurde wiederhergestellt, und keine Sicherung enthält die Schlüssel der Scans. Bitten Sie die antragstellende Person, die Seite noch einmal zu senden.
scan-absent = Es gibt keinen Scan
scan-absent-text = Bisher wurde keiner gesendet, der sich verwenden lässt.

doubles-title = Mögliche Dubletten
doubles-none = Kein anderer Antrag und kein Konto ist ähnlich.
doubles-text = Eine Person hat ein Konto. Vergleichen Sie, bevor Sie entscheiden.
doubles-who = Name
doubles-alike = Was übereinstimmt
doubles-state = Stand
alike-email = E-Mail-Adresse
alike-name = Name
alike-telephone = Telefonnummer
alike-organisation = Organisation
alike-login = EU-Login-Konto

decide-title = Ihre Entscheidung
decide-scan-title = Der Scan wird mit der Entscheidung vernichtet
decide-scan-text = Ob Sie annehmen oder ablehnen: Die Datei und ihr Schlüssel werden im selben Augenblick gelöscht und lassen sich nicht zurückholen. Bei einer Rückfrage bleiben sie erhalten.
decide-accept = Annehmen
decide-accept-text = Mit den obigen Angaben wird ein Konto eröffnet. Die antragstellende Person wird per E-Mail unterrichtet.
decide-look-first = Annehmen können Sie, sobald Sie sich den Scan angesehen haben.
decide-organisation = Um welche Organisation handelt es sich?
decide-organisation-new = Keine davon: als neue Organisation eintragen
decide-organisation-missing = Bitte wählen Sie eine Organisation aus, oder tragen Sie sie als neue ein.
decide-eligible = Warum diese Person das System benutzen darf
decide-eligible-hint = Die Organisation gehört nicht ohne Weiteres zum Nutzerkreis. Ihre Begründung steht in der Entscheidung.
decide-eligible-missing = Bitte sagen Sie, warum diese Person das System benutzen darf.
decide-compared = Ich habe den Namen mit dem Scan verglichen, und sie stimmen überein
decide-compared-missing = Bitte vergleichen Sie zuerst den Namen mit dem Scan.
decide-accept-next = Annehmen …
decide-refuse = Ablehnen
decide-refuse-text = Die antragstellende Person wird per E-Mail unterrichtet, mit dem Grund und den Rechtsbehelfen. Die Daten des Antrags werden 30 Tage später gelöscht.
decide-reason = Grund
decide-reason-hint = Die antragstellende Person liest ihn.
decide-reason-missing = Bitte wählen Sie einen Grund; die antragstellende Person wird ihn lesen.
decide-message-missing = Bitte teilen Sie der antragstellenden Person den Grund mit.
refusal-page-unreadable = Die Seite ist nicht lesbar oder keine Personalienseite
refusal-identity-not-matching = Die Seite nennt eine andere Person
refusal-organisation-not-confirmed = Die Organisation bestätigt die Beschäftigung nicht
refusal-not-eligible = Gehört nicht zum Nutzerkreis
refusal-duplicate = Hat bereits ein Konto unter einer anderen Anmeldung
refusal-information-insufficient = Eine Rückfrage wurde nicht ausreichend beantwortet
refusal-other = Anderer Grund, in der Nachricht genannt
decide-message = Nachricht an die antragstellende Person
decide-message-hint = Erforderlich bei „anderer Grund“. Sonst kann der Grund genügen.
decide-note = Vermerk für andere, die entscheiden
decide-note-hint = Die antragstellende Person liest ihn hier nicht, hat aber auf Verlangen das Recht, ihn einzusehen.
decide-refuse-next = Ablehnen …
decide-ask = Rückfrage stellen
decide-ask-text = Der Antrag wartet auf die Antwort. Ohne Antwort verfällt er nach 30 Tagen, und der Scan wird vernichtet.
decide-ask-no-more = Es wurde so oft nachgefragt, wie es erlaubt ist. Bitte entscheiden Sie.
decide-question = Rückfrage an die antragstellende Person
decide-question-hint = Fragen Sie nicht mehr, als für die Entscheidung nötig ist, und bitten Sie nie um einen zweiten Scan per E-Mail.
decide-question-missing = Bitte schreiben Sie die Rückfrage.
decide-ask-send = Rückfrage senden
decision-at = Entschieden am
decision-by = Von
decision-by-nobody = Niemandem; der Antrag ist verfallen
decision-reason = Grund
decision-note = Vermerk für andere, die entscheiden
decision-erased = Daten des Antrags werden gelöscht am

accept-title = { $name } annehmen?
accept-button = Annehmen und Scan vernichten
decide-scan = Der Scan wird sofort und endgültig vernichtet.
accept-account = Ein Konto wird eröffnet. Die Person sieht nur das eigene Profil und die öffentlichen Seiten, bis eine Community sie aufnimmt.
accept-told = Die Person wird per E-Mail unterrichtet.
refuse-title = { $name } ablehnen?
refuse-button = Ablehnen und Scan vernichten
refuse-kept = Die übrigen Daten des Antrags werden nach 30 Tagen gelöscht. Es wird kein Konto eröffnet.
refuse-told = Die Person wird per E-Mail unterrichtet, mit dem Grund, den Kontaktdaten des Verantwortlichen und dem Weg zum Europäischen Datenschutzbeauftragten.

done-request-taken = Sie prüfen diesen Antrag
done-request-taken-text = Andere sehen, dass Sie ihn bearbeiten.
done-request-released = Der Antrag wurde zurückgegeben
done-request-released-text = Andere können ihn übernehmen.
done-request-accepted = Der Antrag wurde angenommen
done-request-accepted-text = Das Konto ist eröffnet, der Scan ist vernichtet, und die Person wurde per E-Mail unterrichtet.
done-request-refused = Der Antrag wurde abgelehnt
done-request-refused-text = Der Scan ist vernichtet, und die Person wurde per E-Mail unterrichtet.
done-request-asked = Die Rückfrage wurde gesendet
done-request-asked-text = Der Antrag wartet auf die Antwort.
