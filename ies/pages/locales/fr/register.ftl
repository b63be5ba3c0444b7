# Ce que dit le registre des traitements : bases juridiques, destinataires, catégories, durées.

# Bases juridiques et destinataires du registre des traitements.
ground-public-task = Mission d’intérêt public, article 5, paragraphe 1, point a), du règlement (UE) 2018/1725
ground-legal-obligation = Obligation légale du responsable du traitement, article 5, paragraphe 1, point b), du règlement (UE) 2018/1725
ground-consent = Consentement, article 5, paragraphe 1, point d), du règlement (UE) 2018/1725
ground-transfer = Aux membres hors de l’Union : consentement explicite et motifs importants d’intérêt public, article 50, paragraphe 1, points a) et d), du règlement (UE) 2018/1725
recipients-nobody = Personne ; seul le système s’en sert
recipient-oneself = Vous
recipient-fellow-members = Les membres des mêmes communautés
recipient-fellow-members-abroad = Les membres des mêmes communautés qui travaillent pour une organisation internationale ou dans un pays tiers
recipient-leads = Les responsables de la communauté
recipient-coordinators = Les coordinateurs de la Commission et des points de contact nationaux
recipient-validators = Les personnes qui statuent sur les demandes
recipient-user-admins = Les administrateurs des utilisateurs
recipient-officers = Les personnes qui agissent pour le responsable du traitement en matière de protection des données
recipient-auditors = Le personnel autorisé qui examine le journal
recipient-system-operators = Les opérateurs du système, en cas d’urgence approuvée par deux autres personnes
recipient-supervisor = Le Contrôleur européen de la protection des données, sur demande

# Catégories du registre des traitements.
category-contact-details = Coordonnées
category-contact-details-about = Prénom et nom, adresse électronique, numéro de téléphone, adresse professionnelle, organisation d’emploi et fonction.
category-contact-search-key = Clés de recherche
category-contact-search-key-about = Clés chiffrées qui permettent de trouver des coordonnées sans les ouvrir.
category-account = Compte
category-account-about = L’état du compte et les dates de sa création, de sa modification et de sa dernière utilisation.
category-account-identity = Identité auprès d’EU Login
category-account-identity-about = L’identifiant sous lequel EU Login vous connaît, chiffré.
category-email-change = Nouvelle adresse électronique
category-email-change-about = Une adresse que vous souhaitez utiliser et n’avez pas encore confirmée.
category-registration = Demande de compte
category-registration-about = Ce que vous indiquez, pourquoi vous avez besoin d’un compte, les questions et réponses, et la décision.
category-registration-state = État de la demande
category-registration-state-about = Où en est la demande, depuis quand, et qui a statué.
category-scan = Copie numérisée de la page d’identification
category-scan-about = Une copie numérisée de la page d’identification de votre passeport.
category-scan-state = État de la copie numérisée
category-scan-state-about = Type, taille et empreinte du fichier, dates de son envoi et de sa destruction ; rien de son contenu.
category-consent = Consentements
category-consent-about = À quelle version de quel texte vous avez consenti, quand, et ce que vous avez retiré.
category-consent-evidence = Preuve du consentement
category-consent-evidence-about = Le fait qu’un consentement a été donné et retiré, sans nom.
category-membership = Appartenances
category-membership-about = À quelles communautés vous appartenez, depuis quand, et ce que vous pouvez y faire.
category-membership-message = Messages à une communauté
category-membership-message-about = Ce que vous écrivez aux responsables d’une communauté lorsque vous demandez à la rejoindre.
category-role-grant = Rôles
category-role-grant-about = Quel rôle vous avez, qui l’a proposé et approuvé, et jusqu’à quand il dure.
category-emergency-access = Accès d’urgence
category-emergency-access-about = Qui a demandé un accès d’urgence, qui l’a approuvé, pourquoi et pour combien de temps.
category-rights-request = Demandes relatives à vos données
category-rights-request-about = Quel droit vous exercez, quand, et où en est la demande.
category-rights-request-content = Contenu de ces demandes
category-rights-request-content-about = Ce que vous écrivez et ce qui vous est répondu.
category-breach = Violations de données à caractère personnel
category-breach-about = Ce qui s’est passé, ce qui en résulte et ce qui a été fait.
category-breach-affected = Personnes concernées par une violation
category-breach-affected-about = Les données de qui ont été touchées par une violation, et quand ces personnes en ont été informées.
category-exceptional-edit = Modifications par un administrateur
category-exceptional-edit-about = Ce qu’un administrateur a modifié dans vos coordonnées, avant et après, et pourquoi.
category-exceptional-edit-state = Relevé de ces modifications
category-exceptional-edit-state-about = Le fait qu’une modification a eu lieu, quand et par qui.
category-mail = Messages qui vous sont destinés
category-mail-about = Courriers électroniques en attente d’envoi, chiffrés.
category-mail-state = État des messages
category-mail-state-about = Quand un message a été mis en attente et envoyé.
category-export = Copies de vos données
category-export-about = Le fichier que vous avez demandé, chiffré. Si vous l’avez demandé par lettre, un délégué à la protection des données le retire pour vous l’envoyer.
category-export-state = État des copies
category-export-state-about = Quand une copie a été demandée, établie et supprimée.
category-notification-setting = Paramètres de notification
category-notification-setting-about = Ce à propos de quoi vous souhaitez qu’on vous écrive, à quelle fréquence et dans quelle langue.
category-api-token = Clés pour programmes
category-api-token-about = Les clés que vous avez créées pour qu’un programme agisse en votre nom ; uniquement leurs empreintes.
category-session = Sessions
category-session-about = Le fait que vous êtes connecté, depuis quand et comment.
category-log-action = Journal des actions
category-log-action-about = Ce qui a été fait dans le système, quand, par qui et à quelle fin.
category-log-technical = Données techniques de journalisation
category-log-technical-about = Adresse IP et lieu, données du navigateur et système d’exploitation.
category-log-query = Recherches dans le journal
category-log-query-about = Ce que le personnel autorisé a cherché dans le journal.
category-tombstone = Traces de comptes supprimés
category-tombstone-about = Un identifiant qui ne désigne plus personne, afin qu’une sauvegarde restaurée ne ramène pas un compte supprimé.

# Combien de temps une catégorie est conservée. Les événements sont des noms avec leur article,
# féminins ou à voyelle initiale après « jusqu’à ».
retention-until = Dès { $start } et jusqu’à { $end }
retention-days = { $count ->
    [one] Dès { $start } et jusqu’à { $count } jour après { $end }
   *[other] Dès { $start } et jusqu’à { $count } jours après { $end }
 }
retention-years = { $count ->
    [one] Dès { $start } et jusqu’à { $count } an après { $end }
   *[other] Dès { $start } et jusqu’à { $count } ans après { $end }
 }
retention-hours = { $count ->
    [one] Dès { $start } et jusqu’à { $count } heure après { $end }
   *[other] Dès { $start } et jusqu’à { $count } heures après { $end }
 }
retention-event-submission-of-the-request = l’envoi de la demande
retention-event-opening-of-the-account = l’ouverture du compte
retention-event-asking-for-the-new-address = l’indication de la nouvelle adresse
retention-event-first-entry-in-the-form = la première saisie dans le formulaire
retention-event-upload = l’envoi du fichier
retention-event-giving-of-the-consent = l’expression du consentement
retention-event-erasure-of-the-account = la suppression du compte
retention-event-application-or-invitation = la candidature ou l’invitation
retention-event-proposal = la proposition
retention-event-asking-for-emergency-access = la demande d’accès d’urgence
retention-event-receipt-of-the-request = la réception de la demande
retention-event-entry-in-the-register = l’inscription au registre
retention-event-the-edit = la modification
retention-event-queueing = la mise en attente
retention-event-asking-for-the-export = la demande de copie
retention-event-choice = l’expression de votre choix
retention-event-making-of-the-token = la création de la clé
retention-event-sign-in = la connexion
retention-event-the-action = l’action
retention-event-the-access = la recherche
retention-event-end-of-the-request-without-account = la fin d’une demande qui n’a pas abouti à un compte
retention-event-first-attempt-unless-delivered = la première tentative d’envoi, sauf si elle aboutit
retention-event-readiness-of-the-export = l’achèvement de la copie
retention-event-end-of-the-consent = la fin du consentement
retention-event-end-of-the-membership = la fin de l’appartenance
retention-event-decision-on-the-application = la décision sur la candidature
retention-event-end-of-the-emergency-access = la fin de l’accès d’urgence
retention-event-answer-to-the-request = la réponse à la demande
retention-event-closing-of-the-breach = la clôture du dossier
retention-event-end-of-the-token = la fin de validité de la clé
retention-event-decision-or-other-end-of-the-request = la décision sur la demande, ou une autre fin de celle-ci, avec suppression automatique
retention-event-end-of-the-role = la fin du rôle
