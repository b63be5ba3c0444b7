# Les mots dont chaque page a besoin.

service-name = Système d’échange d’informations

field-first-name = Prénom
field-last-name = Nom
field-email = Adresse électronique
field-telephone = Numéro de téléphone
field-work-address = Adresse professionnelle
field-organisation = Organisation
field-job-title = Fonction

abroad-organisation = Organisation internationale
abroad-country = Hors de l’Union : { $country }
