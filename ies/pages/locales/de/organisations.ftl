# Organisationen und Länder.

organisations-title = Organisationen
organisations-lead = Bei wem Nutzer beschäftigt sind. Art und Sitz entscheiden, ob die Beschäftigten Empfänger außerhalb der Union sind.
organisations-name = Name
organisations-users = Nutzer
organisations-none = Keine Organisation passt dazu
organisations-none-text = Verwenden Sie weniger Buchstaben, oder wählen Sie alle Arten und Länder.
organisations-count = { $count ->
    [one] 1 Organisation
   *[other] { $count } Organisationen
 }
organisation-communities = Communities mit ihren Beschäftigten
organisation-recipient = Empfänger außerhalb der Union
organisation-edit = Name, Art und Sitz
organisation-edit-text = Wird diese Organisation durch die Änderung zu einem Empfänger außerhalb der Union, so werden die Mitglieder aller Communities mit ihren Beschäftigten unterrichtet und können austreten.
organisation-name-missing = Bitte geben Sie den Namen an.
organisation-seat-about = Das Land des Arbeitgebers, nicht das der Kontaktstelle, für die er arbeitet.

countries-title = Länder
countries-lead = Was Länder sind, und seit wann. Ein Drittland gehört weder der Union noch dem Europäischen Wirtschaftsraum an.
countries-name = Land
countries-third = Drittland
countries-facts = Status
countries-no-facts = Darüber ist nichts bekannt; es gilt als Drittland.
countries-since = seit { $date }
countries-from-until = { $from } bis { $until }
countries-is-third = Drittland
countries-is-not = Nein
countries-aspect = Status
aspect-union = Mitgliedstaat der Union
aspect-economic-area = Im Europäischen Wirtschaftsraum
aspect-schengen-associated = Mit Schengen assoziiert
aspect-network-member = Mitglied des Europäischen Migrationsnetzwerks
aspect-network-observer = Beobachter im Europäischen Migrationsnetzwerk
aspect-adequate = Angemessenes Schutzniveau festgestellt
aspect-adequate-in-part = Nur für bestimmte Empfänger als angemessen festgestellt
country-change = Status eintragen
country-change-text = Wird ein Land dadurch zum Drittland, so werden die Mitglieder aller Communities mit Beschäftigten von dort an diesem Tag unterrichtet und können austreten. Was vorher galt, bleibt unverändert.
country-from = Erster Tag
country-from-missing = Bitte geben Sie den ersten Tag an.
country-until = Letzter Tag
country-until-hint = Leer lassen, solange es gilt.
country-overlap = Für diese Tage ist schon etwas anderes eingetragen. Beenden Sie das zuerst, oder wählen Sie andere Tage.
country-source = Wo es steht
country-source-hint = Etwa im Amtsblatt.

done-organisation = Die Organisation wurde gespeichert
done-organisation-text = Wenn sie zu einem Empfänger außerhalb der Union wurde, wurden die Mitglieder unterrichtet.
done-country = Der Status wurde eingetragen
done-country-text = Er gilt von seinem ersten Tag an.
