# Schreiben zu Communities. Sie sagen, was geschah und wo es steht, und enthalten keine Kontaktdaten.

mail-invitation-subject = Einladung zu „{ $community }“
mail-invitation-text = Sie sind eingeladen, der Community „{ $community }“ beizutreten. Bevor Sie antworten, zeigt die Seite der Einladung, wer außerhalb der Union Ihre Kontaktdaten sähe. Wenn Sie nicht antworten, geschieht nichts.
mail-application-waiting-subject = Jemand möchte „{ $community }“ beitreten
mail-application-waiting-text = Eine Bewerbung bei der Community „{ $community }“ wartet auf die Entscheidung ihrer Leitung.
mail-membership-begun-subject = Sie gehören jetzt zu „{ $community }“
mail-membership-begun-text = Sie gehören ab jetzt zur Community „{ $community }“. Ihre Mitglieder sehen Ihre Kontaktdaten, und Sie sehen deren Kontaktdaten. Sie können sie jederzeit verlassen.
mail-membership-declined-subject = Ihre Bewerbung bei „{ $community }“
mail-membership-declined-text = Die Leitung der Community „{ $community }“ hat Sie nicht aufgenommen. Ihre Begründung: { $reason }
mail-membership-ended-subject = Ihre Mitgliedschaft in „{ $community }“ ist beendet
mail-membership-ended-text = Sie gehören nicht mehr zur Community „{ $community }“. Seitdem sehen deren Mitglieder Ihre Kontaktdaten über sie nicht mehr. Was Sie dort hinzugefügt haben, bleibt.
mail-third-country-joined-subject = Ihre Kontaktdaten in „{ $community }“ erreichen jetzt einen Empfänger außerhalb der Union
mail-third-country-joined-text = Zum ersten Mal gehört jemand zur Community „{ $community }“, der in einem Drittland oder für eine internationale Organisation arbeitet. Mitglieder sehen gegenseitig ihre Kontaktdaten; Ihre erreichen damit einen Empfänger außerhalb der Union. Die Seite der Mitglieder nennt die Empfänger und sagt, wie Ihre Daten dort geschützt sind. Wenn Sie nicht einverstanden sind, können Sie die Community jederzeit verlassen; Ihre Kontaktdaten sind dann über sie nicht mehr zu sehen.
mail-nobody-leads-subject = Die Community „{ $community }“ hat keine Leitung
mail-nobody-leads-text = Die letzte Leitung der Community „{ $community }“ ist fort, so dass niemand über Bewerbungen und Einstellungen entscheidet. Bitte sorgen Sie dafür, dass jemand sie leitet.
mail-emergency-asked-subject = Ein Notfallzugriff wird beantragt
mail-emergency-asked-text = Jemand, der das System betreibt, beantragt einen Notfallzugriff. Zwei Personen bestätigen ihn innerhalb weniger Stunden, sonst wird nichts geöffnet. Bitte lesen Sie den Grund und bestätigen Sie nur, was niemand sonst tun kann.
mail-emergency-begun-subject = Ein Notzugriff hat begonnen
mail-emergency-begun-text = Mit Zustimmung zweier Personen hat jemand, der das System betreibt, für höchstens einige Stunden Notzugriff auf das, was Sie leiten oder hüten. Jeder Einblick wird protokolliert. Wenn Sie keinen Grund dafür kennen, schreiben Sie an die Datenschutzbeauftragte oder den Datenschutzbeauftragten.
