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
abroad-country = Hors de l’Union : { $country }

menu-start = Accueil
menu-communities = Communautés
menu-people = Personnes
menu-account = Mon compte
menu-requests = Demandes
menu-users = Utilisateurs
menu-organisations = Organisations
menu-roles = Rôles
menu-cases = Dossiers
menu-breaches = Violations
menu-retention = Conservation
menu-record = Registre des traitements
menu-statements = Déclarations et conditions
menu-log = Journal
menu-system = Système
footer-privacy = Déclaration de confidentialité ({ $reference })
footer-cookies = Cookies
footer-accessibility = Accessibilité
footer-legal = Avis juridique et contact

# Ce qui ne va pas dans un champ.
error-missing = { $field } : veuillez remplir ce champ.
error-choose = { $field } : veuillez faire un choix.
error-too-long = { $field } : ce texte est trop long. Il peut compter au plus { $most } caractères.
error-too-short = { $field } : veuillez indiquer au moins { $most } caractères.
error-line-break = { $field } : veuillez l’écrire sur une seule ligne.
error-too-many-lines = { $field } : veuillez utiliser au plus { $most } lignes.
error-characters = { $field } : un signe ne peut pas être utilisé. Veuillez saisir ce texte à nouveau.
error-not-in-names = { $field } : un signe ne peut pas figurer dans un nom.
error-no-letter-first = { $field } : veuillez commencer par une lettre.
error-email = { $field } : veuillez indiquer une adresse telle que nom@example.org.
error-email-domain = { $field } : la partie qui suit le signe @ n’est pas un domaine valable.
error-email-same = { $field } : c’est déjà l’adresse actuelle.
error-email-not-usable = { $field } : cette adresse ne peut pas être utilisée. Écrivez au service d’assistance pour qu’il examine la question.
error-telephone-country = { $field } : veuillez commencer par l’indicatif du pays, par exemple +32.
error-telephone = { $field } : veuillez utiliser des chiffres et des espaces, par exemple +32 2 555 01 02.
error-telephone-extension = { $field } : veuillez omettre le numéro de poste ou indiquer le numéro complet.
error-date = { $field } : veuillez indiquer une date qui existe.
error-dates-reversed = Le premier jour est postérieur au dernier.
error-organisation-twice = Veuillez choisir une organisation ou en décrire une nouvelle, mais pas les deux.
error-consent = Sans consentement au traitement de vos données, aucun compte ne peut être ouvert.
error-transfer = Sans consentement au transfert, aucun compte ne peut être ouvert.
error-understood = Veuillez cocher la case pour indiquer que vous connaissez les conséquences.
error-scan-missing = Veuillez ajouter la copie numérisée de la page d’identification de votre passeport.
error-scan-too-large = Le fichier est trop volumineux. La taille maximale est de { $most } Mo.
error-scan-kind = Le fichier n’est ni au format JPEG, ni PNG, ni PDF.
error-scan-unreadable = Le fichier est illisible. Veuillez numériser ou photographier la page à nouveau.
error-scan-extent = Le fichier compte plus de pages ou de pixels qu’il n’en faut pour une page d’identification. Veuillez n’envoyer que cette page.
error-scan-active = Le fichier contient autre chose qu’une image, par exemple un formulaire, un programme ou un mot de passe. Veuillez envoyer une simple numérisation ou photo.
error-scan-harmful = Le fichier s’est révélé dangereux et a été supprimé. Veuillez en utiliser un autre.
error-other = { $field } : veuillez vérifier ce champ.

# Ce qui n’a pas fonctionné dans l’ensemble.
problem-not-found = Il n’y a rien ici
problem-not-found-text = Cette page n’existe pas, ou elle ne vous est pas destinée.
problem-gone = Cette page n’est plus là
problem-gone-text = Elle a été supprimée à l’échéance prévue.
problem-no-right = Vous ne pouvez pas faire cela
problem-no-right-text = Votre rôle ne le permet pas. Rien n’a été modifié, et la tentative a été consignée.
problem-changed = Le contenu a changé entre-temps
problem-changed-text = Quelqu’un d’autre, ou vous-même dans une autre fenêtre, l’avez modifié pendant que vous y travailliez. Rien n’a été écrasé.
problem-too-many = Trop de demandes
problem-too-many-text = Il y a eu en peu de temps plus de demandes qu’une personne n’en fait. Rien n’a été modifié.
problem-too-large = L’envoi est trop volumineux
problem-too-large-text = Ce que vous avez envoyé dépasse la taille que le système accepte. Rien n’a été enregistré.
problem-stale = Ce formulaire n’est plus valable
problem-stale-text = Il est resté ouvert trop longtemps, ou il ne provenait pas de ce site. Rien n’a été modifié.
problem-sign-in = La connexion n’a pas abouti
problem-sign-in-text = EU Login n’a pas confirmé votre identité, ou la connexion a pris trop de temps.
problem-unavailable = Le système est inaccessible
problem-unavailable-text = Rien n’a été modifié. L’exploitant est averti automatiquement.
problem-failed = Une erreur s’est produite
problem-failed-text = Rien n’a été modifié. L’erreur a été signalée automatiquement.
problem-step-address = Vérifiez l’adresse.
problem-step-member = Si la page appartient à une communauté, vérifiez que vous en êtes membre.
problem-step-ask = Si vous en avez besoin pour votre travail, adressez-vous au responsable de la communauté ou au service d’assistance.
problem-step-again = Ouvrez à nouveau la page et refaites votre modification.
problem-step-wait = Attendez un instant, puis réessayez.
problem-step-smaller = Envoyez un fichier plus petit, par exemple une photo de moindre résolution.
problem-step-sign-in = Connectez-vous à nouveau.
problem-step-help = Si le problème se répète, écrivez au service d’assistance en indiquant le code ci-dessous.
to-consent = Lire les textes et décider
to-account-state = Lire ce qu’il en est de votre compte
