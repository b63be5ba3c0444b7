# Demandes de compte : qui attend, ce qui a été envoyé, la décision.

queue-title = Demandes de compte
queue-lead = Les personnes qui demandent un compte. La copie numérisée jointe à une demande existe jusqu’à la décision : statuer vite, c’est protéger le demandeur.
queue-open = { $count ->
    [0] Aucune demande n’attend de décision.
    [one] { $count } demande attend une décision.
   *[other] { $count } demandes attendent une décision.
 }
queue-oldest = { $count ->
    [0] La plus ancienne a été envoyée aujourd’hui.
    [one] La plus ancienne a été envoyée il y a { $count } jour.
   *[other] La plus ancienne a été envoyée il y a { $count } jours.
 }
queue-state = État
queue-state-open = En attente de décision
queue-holder = Examinée par
queue-holder-nobody = Personne pour l’instant
queue-holder-reader = Moi
queue-applicant = Demandeur
queue-sent = Envoyée le
queue-age = { $count ->
    [0] aujourd’hui
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
 }
queue-closes = Devient caduque le { $date }
queue-own = Votre propre demande : un collègue statue
queue-nobody = Personne pour l’instant
queue-reader = Vous
queue-none = Aucune demande ne correspond
queue-none-text = Les nouvelles demandes figurent ici. Pour voir celles qui ont été tranchées, choisissez un autre état.
queue-count = { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
 }
queue-submitted = Envoyée
queue-in-review = En cours d’examen
queue-info-requested = En attente du demandeur
queue-accepted = Acceptée
queue-refused = Refusée
queue-withdrawn = Retirée
queue-expired = Caduque

organisation-is = Type d’organisation
organisation-seat-short = Pays du siège

validate-title = Demande de { $name }
validate-number = Numéro { $number }
validate-sent = Envoyée le { $moment }
validate-says = Ce qu’indique le demandeur
validate-login = Ce qu’indique EU Login
validate-login-name = Nom
validate-login-differs = Différent
validate-assurance = Dans quelle mesure EU Login connaît cette personne
assurance-top = Personnel de la Commission
assurance-high = Personnel d’une autre institution
assurance-medium = Une institution se porte garante
assurance-low = Inscription par la personne elle-même : n’établit que l’adresse électronique
assurance-none = Pas du tout
validate-why = Raison pour laquelle le compte est nécessaire
validate-communities = Communautés souhaitées
validate-consented = Consentement donné le { $moment }
validate-own = C’est votre propre demande
validate-own-text = Nul ne statue sur sa propre demande. Un collègue s’en chargera.
validate-step-up = Connectez-vous à nouveau pour voir la copie numérisée et pour statuer
validate-step-up-text = L’un et l’autre exigent une connexion avec un second facteur datant de 15 minutes au plus.
validate-step-up-do = Se reconnecter
validate-asked = Questions posées au demandeur
validate-asked-at = Posée le { $moment }
validate-answer = Réponse
validate-answer-due = Pas encore de réponse. Sans réponse, la demande devient caduque le { $date }.

hold-free = Personne n’examine cette demande.
hold-take = L’examiner
hold-reader = Vous examinez cette demande.
hold-release = La rendre
hold-colleague = { $name } examine cette demande
hold-colleague-text = Depuis le { $moment }. Ne reprenez cette demande que si votre collègue ne peut pas poursuivre.
hold-take-over = Reprendre

scan-title = Copie numérisée de la page d’identification
scan-closed = La copie numérisée n’est pas encore affichée. Ouvrez-la lorsque vous êtes prêt à comparer : chaque consultation est consignée.
scan-open = Afficher la copie numérisée
scan-alt = Page d’identification du passeport envoyée par { $name }
scan-shown = L’identifiant de votre compte et l’heure figurent en travers de l’image. Chaque consultation est consignée. L’image ne peut pas être téléchargée, et rien n’en est conservé après la décision.
scan-in-check = Le fichier est en cours de vérification
scan-in-check-text = Type, taille et contenu dangereux. Revenez dans une minute.
scan-destroyed = Détruite le { $moment }
scan-destroyed-text = Le fichier et sa clé n’existent plus. Personne ne peut les rétablir.
scan-lost = La copie numérisée ne peut plus être ouverte
scan-lost-text = Une sauvegarde a été restaurée, et aucune sauvegarde ne contient les clés des copies numérisées. Demandez au demandeur de renvoyer la page.
scan-absent = Il n’y a pas de copie numérisée
scan-absent-text = Le demandeur n’en a pas envoyé d’utilisable.

doubles-title = Doublons possibles
doubles-none = Aucune autre demande ni aucun compte ne ressemble à celle-ci.
doubles-text = Une personne a un seul compte. Comparez avant de statuer.
doubles-who = Nom
doubles-alike = Ressemblance
doubles-state = État
alike-email = Adresse électronique
alike-name = Nom
alike-telephone = Numéro de téléphone
alike-organisation = Organisation
alike-login = Compte EU Login

decide-title = Votre décision
decide-scan-title = La copie numérisée est détruite avec la décision
decide-scan-text = Que vous acceptiez ou refusiez, le fichier et sa clé sont supprimés au même instant et ne peuvent pas être rétablis. Une question au demandeur les laisse en place.
decide-accept = Accepter
decide-accept-text = Un compte est ouvert avec les données ci-dessus. Le demandeur en est informé par courrier électronique.
decide-look-first = Vous pouvez accepter une fois que vous avez regardé la copie numérisée.
decide-organisation = De quelle organisation s’agit-il ?
decide-organisation-new = Aucune de celles-ci : la saisir comme nouvelle organisation
decide-organisation-missing = Veuillez choisir une organisation ou la saisir comme nouvelle.
decide-eligible = Pourquoi cette personne peut utiliser le système
decide-eligible-hint = L’appartenance de l’organisation au cercle des utilisateurs n’est pas évidente. Votre motif figure dans la décision.
decide-eligible-missing = Veuillez indiquer pourquoi cette personne peut utiliser le système.
decide-compared = J’ai comparé le nom avec la copie numérisée, et ils concordent
decide-compared-missing = Veuillez d’abord comparer le nom avec la copie numérisée.
decide-accept-next = Accepter…
decide-refuse = Refuser
decide-refuse-text = Le demandeur est informé par courrier électronique, avec le motif et les voies de recours. Les données de la demande sont supprimées 30 jours plus tard.
decide-reason = Motif
decide-reason-hint = Le demandeur le lira.
decide-reason-missing = Veuillez choisir un motif ; le demandeur le lira.
decide-message-missing = Veuillez indiquer le motif à l’intention du demandeur.
refusal-page-unreadable = La page est illisible ou n’est pas une page d’identification
refusal-identity-not-matching = La page désigne une autre personne
refusal-organisation-not-confirmed = L’organisation ne confirme pas l’emploi
refusal-not-eligible = N’appartient pas au cercle des utilisateurs
refusal-duplicate = A déjà un compte sous une autre connexion
refusal-information-insufficient = Une question n’a pas reçu de réponse suffisante
refusal-other = Autre motif, indiqué dans le message
decide-message = Message au demandeur
decide-message-hint = Nécessaire en cas d’« autre motif ». Sinon, le motif peut suffire.
decide-note = Note pour les collègues
decide-note-hint = Le demandeur ne la lit pas ici, mais a le droit de la consulter sur demande.
decide-refuse-next = Refuser…
decide-ask = Demander des informations
decide-ask-text = La demande attend la réponse. Sans réponse, elle devient caduque après 30 jours, et la copie numérisée est détruite.
decide-ask-no-more = Le demandeur a été interrogé aussi souvent que c’est permis. Veuillez statuer.
decide-question = Question au demandeur
decide-question-hint = Ne demandez pas plus que ce qu’exige la décision, et jamais une seconde copie numérisée par courrier électronique.
decide-question-missing = Veuillez écrire la question.
decide-ask-send = Envoyer la question
decision-at = Décision du
decision-by = Par
decision-by-nobody = Personne ; la demande est devenue caduque
decision-reason = Motif
decision-note = Note pour les collègues
decision-erased = Suppression des données de la demande le

accept-title = Accepter { $name } ?
accept-button = Accepter et détruire la copie numérisée
decide-scan = La copie numérisée est détruite aussitôt et définitivement.
accept-account = Un compte est ouvert. Tant qu’aucune communauté ne l’a admise, la personne ne voit que son propre profil et les pages publiques.
accept-told = La personne en est informée par courrier électronique.
refuse-title = Refuser { $name } ?
refuse-button = Refuser et détruire la copie numérisée
refuse-kept = Les autres données de la demande sont supprimées après 30 jours. Aucun compte n’est ouvert.
refuse-told = La personne est informée par courrier électronique, avec le motif, les coordonnées du responsable du traitement et la manière de saisir le Contrôleur européen de la protection des données.

done-request-taken = Vous examinez cette demande
done-request-taken-text = Vos collègues voient que vous vous en chargez.
done-request-released = La demande a été rendue
done-request-released-text = Tout collègue peut s’en charger.
done-request-accepted = La demande a été acceptée
done-request-accepted-text = Le compte est ouvert, la copie numérisée est détruite, et la personne a été informée par courrier électronique.
done-request-refused = La demande a été refusée
done-request-refused-text = La copie numérisée est détruite, et la personne a été informée par courrier électronique.
done-request-asked = La question a été envoyée
done-request-asked-text = La demande attend la réponse.
