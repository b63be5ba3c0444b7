# Organisations et pays.

organisations-title = Organisations
organisations-lead = Les employeurs des utilisateurs. Le type et le siège déterminent si leur personnel compte parmi les destinataires hors de l’Union.
organisations-name = Nom
organisations-users = Utilisateurs
organisations-none = Aucune organisation ne correspond
organisations-none-text = Utilisez moins de lettres, ou choisissez tous les types et tous les pays.
organisations-count = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
 }
organisation-communities = Communautés avec des membres de son personnel
organisation-recipient = Destinataire hors de l’Union
organisation-edit = Nom, type et siège
organisation-edit-text = Si la modification fait de cette organisation un destinataire hors de l’Union, les membres de chaque communauté où travaille son personnel en sont informés et peuvent la quitter.
organisation-name-missing = Veuillez indiquer le nom.
organisation-seat-about = Le pays de l’employeur, et non celui du point de contact pour lequel il travaille.

countries-title = Pays
countries-lead = Ce que sont les pays, et depuis quand. Un pays tiers est un pays qui n’appartient ni à l’Union ni à l’Espace économique européen.
countries-name = Pays
countries-third = Pays tiers
countries-facts = Statut
countries-no-facts = Rien n’est connu à son sujet ; il compte comme pays tiers.
countries-since = depuis le { $date }
countries-from-until = du { $from } au { $until }
countries-is-third = Pays tiers
countries-is-not = Non
countries-aspect = Statut
aspect-union = État membre de l’Union
aspect-economic-area = Partie à l’Espace économique européen
aspect-schengen-associated = Associé à l’espace Schengen
aspect-network-member = Membre du réseau européen des migrations
aspect-network-observer = Observateur dans le réseau européen des migrations
aspect-adequate = Niveau de protection jugé adéquat
aspect-adequate-in-part = Jugé adéquat pour certains destinataires seulement
country-change = Saisir un statut
country-change-text = Si un pays devient ainsi un pays tiers, les membres de chaque communauté où travaille du personnel de ce pays en sont informés le jour même et peuvent la quitter. Ce qui précède reste inchangé.
country-from = Premier jour
country-from-missing = Veuillez indiquer le premier jour.
country-until = Dernier jour
country-until-hint = Laissez vide tant que cela dure.
country-overlap = Autre chose est déjà inscrit pour ces jours. Mettez-y d’abord fin, ou choisissez d’autres jours.
country-source = Où cela est écrit
country-source-hint = Par exemple au Journal officiel.

done-organisation = L’organisation a été enregistrée
done-organisation-text = Si elle est devenue un destinataire hors de l’Union, les membres en ont été informés.
done-country = Le statut a été saisi
done-country-text = Il s’applique à compter de son premier jour.
