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
merge-title = Mit einer anderen Organisation zusammenführen
merge-text = Für eine Organisation, die zweimal eingetragen wurde.
merge-open = Wählen, welche Organisation bleibt
merge-goes = Diese Organisation entfällt
merge-search = Organisation finden
merge-into = Diese Organisation bleibt
merge-into-missing = Bitte wählen Sie die Organisation, die bleibt.
merge-none-text = Suchen Sie nach einem anderen Teil des Namens.
merge-next = Zusammenführen …
done-merged = Die Organisationen sind zusammengeführt
done-merged-text = Die Nutzer gehören nun zu der, die bleibt.
merge-confirm-title = „{ $name }“ zusammenführen?
merge-confirm-button = Zusammenführen
merge-people = Ihre Nutzer gehören dann zu der Organisation, die bleibt. Sie sehen den neuen Namen in ihrem Profil und werden per E-Mail unterrichtet.
merge-abroad = Ist die Organisation, die bleibt, ein Empfänger außerhalb der Union, so werden die Mitglieder der betroffenen Communities unterrichtet und können austreten.
merge-final = Das lässt sich nicht rückgängig machen.

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
country-source = Wo es steht
country-source-hint = Etwa im Amtsblatt.

done-organisation = Die Organisation wurde gespeichert
done-organisation-text = Wenn sie zu einem Empfänger außerhalb der Union wurde, wurden die Mitglieder unterrichtet.
done-country = Der Status wurde eingetragen
done-country-text = Er gilt von seinem ersten Tag an.
