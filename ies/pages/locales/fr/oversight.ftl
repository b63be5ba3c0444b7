# Suppressions, registre des traitements, violations, journal, déclarations et état du système.

retention-title = Conservation et suppression
retention-lead = Ce qui est supprimé, et quand. Chaque nuit, une tâche supprime ce qui est arrivé à échéance ; personne ne peut la différer.
pending-title = Comptes fermés dont les données ne sont pas encore effacées
pending-account = Compte
pending-cause = Cause
pending-since = Depuis le
pending-by = Terminé au plus tard le
pending-late = En retard
pending-frozen = Gelé jusqu’à la décision de la personne
runs-title = Passages
runs-next = Le prochain passage commence le { $moment }.
runs-none = Aucun passage pour l’instant
runs-none-text = Le premier commence cette nuit.
runs-at = Début
runs-condition = Résultat
runs-erased = Suppressions
runs-failed = Échecs
rules-title = Règles
rules-text = Les nombres sont ceux du dernier passage.
rules-category = Données
rules-period = Durée de conservation
rules-law = Base juridique
rules-erased = Suppressions
rules-failed = Échecs : { $count }
run-title = Passage du { $moment }
failures-text = Ce qui n’a pas pu être effacé le sera de nouveau lors de la prochaine exécution.
failures-id = Identifiant
failures-code = Erreur
failures-tried = Dernier essai
tries = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
 }
run-nothing = Rien n’était arrivé à échéance
run-nothing-text = Le passage a eu lieu et n’a rien trouvé à supprimer.
condition-good = En ordre
condition-troubled = À surveiller
condition-bad = Défaillance
condition-unknown = Pas encore connu

record-title = Registre des traitements
record-lead = Établi d’après le registre contenu dans le programme et la configuration dans leur état actuel (article 31 du règlement (UE) 2018/1725).
record-json = Télécharger au format JSON
record-controller = Responsable du traitement
record-officer = Délégué à la protection des données
record-reference = Référence du registre
record-categories = Catégories de données à caractère personnel
record-subjects = Personnes concernées
subjects-users = Utilisateurs
subjects-applicants = Demandeurs
subjects-former-users = Anciens utilisateurs
subjects-requesters = Personnes qui exercent leurs droits
subjects-staff = Personnel
record-nobody = Personne hormis le système lui-même
record-basis = Base juridique
record-purposes = Finalités
record-recipients = Destinataires
record-transferred = Également dans des pays tiers et des organisations internationales
record-period = Durée de conservation
record-encrypted = Chiffrement
record-own-key = Sous une clé propre
record-volume = Avec la base de données
record-measures = Mesures de sécurité
record-versions = Versions
record-versions-none = Aucune n’a encore été conservée.
record-version = Version
record-kept = Conservée le
record-what-changed = Ce qui a changé
record-category-added = Ajout : { $name }
record-category-changed = Modification : { $name }
record-category-removed = Suppression : { $name }
record-rest-changed = Responsable, délégué, référence ou mesures modifiés

breaches-title = Violations de données à caractère personnel
breaches-lead = Chaque violation est inscrite ici, y compris celles qui n’ont pas à être notifiées (articles 34 et 35 du règlement (UE) 2018/1725).
breaches-none = Aucune violation n’a été inscrite
breaches-none-text = Si vous en soupçonnez une, inscrivez-la. Il pourra être établi ensuite si c’en est une.
breaches-list = Registre
breach-what = Ce qui s’est passé
breach-what-hint = En quelques mots, sans noms.
breach-what-missing = Veuillez indiquer en quelques mots ce qui s’est passé.
breach-aware = Connue depuis le
breach-risk = Risque pour les personnes
breach-clock = Notification au Contrôleur européen
breach-state = État
breach-is-open = Ouvert
breach-is-closed = Clos
breach-new = Inscrire une violation
breach-new-text = Le délai de 72 heures pour la notification au Contrôleur européen de la protection des données court à compter du moment où le responsable du traitement en a pris connaissance, et non de l’inscription.
breach-known = Ce qui est connu
breach-known-hint = Ce qui est arrivé à quelles données, combien de personnes et d’enregistrements sont touchés, ce qui en résulte et ce qui a été fait. Vous pourrez compléter plus tard.
breach-known-missing = Veuillez écrire ce qui est connu à ce stade.
breach-aware-day = Connue depuis : jour
breach-aware-hint = L’heure de Bruxelles.
breach-aware-missing = Veuillez indiquer le jour et l’heure.
breach-aware-time = Connue depuis : heure
breach-enter = Inscrire la violation
clock-not-due = Aucune n’est due
clock-running = { $count ->
    [0] Moins d’une heure
    [one] Encore { $count } heure
   *[other] Encore { $count } heures
 }
clock-over = { $count ->
    [0] En retard
    [one] { $count } heure de retard
   *[other] { $count } heures de retard
 }
clock-reported = Notifiée le { $moment }
risk-unknown = Risque encore inconnu
risk-unknown-text = Le délai de 72 heures court.
risk-unlikely = Risque peu probable
risk-unlikely-text = Pas de notification. L’inscription est conservée comme preuve.
risk-likely = Risque probable
risk-likely-text = La violation est notifiée au Contrôleur européen de la protection des données dans les 72 heures.
risk-high = Risque élevé
risk-high-text = La violation est notifiée au Contrôleur européen, et les personnes en sont informées dans les meilleurs délais.
breach-report-by = À notifier au plus tard le
breach-delayed = En retard, car : { $reason }
breach-affected = Touchés
breach-users = { $count ->
    [0] Aucun utilisateur connu
    [one] { $count } utilisateur
   *[other] { $count } utilisateurs
 }
breach-affected-list = Liste des personnes touchées
breach-told = Personnes informées
breach-told-directly = Chacune d’elles, le { $moment }
breach-told-publicly = Par une communication publique, le { $moment }
breach-told-not = Pas nécessaire : { $reason }
assess-title = Évaluer le risque
assess-risk = Que signifie la violation pour les personnes concernées ?
assess-do = Enregistrer l’évaluation
report-title = Consigner la notification
report-text = Notifiez d’abord la violation au Contrôleur européen par la voie habituelle ; consignez-le ensuite ici. C’est le moment où vous le consignez qui compte.
report-delay = Pourquoi elle est tardive
report-delay-hint = Nécessaire lorsque les 72 heures sont écoulées.
report-delay-missing = Les 72 heures sont écoulées. Veuillez indiquer pourquoi la notification est tardive.
report-do = La violation a été notifiée au Contrôleur européen
tell-title = Informer les personnes concernées
tell-text = La communication dit en des termes clairs et simples ce qui s’est passé, ce qui peut en résulter et à qui s’adresser.
tell-how = Comment
tell-how-missing = Veuillez choisir comment les personnes sont informées.
tell-directly = Chacune d’elles, par un courrier électronique du système
tell-directly-text = Il est envoyé aussitôt aux utilisateurs touchés.
tell-publicly = Par une communication publique
tell-publicly-text = Uniquement si informer chaque personne exigeait des efforts disproportionnés.
tell-not-needed = Pas du tout
tell-not-needed-text = Uniquement si les données sont illisibles pour autrui, ou si le risque a été écarté.
tell-message = Message aux personnes
tell-message-hint = Ce qui s’est passé, ce que cela peut signifier pour elles, ce qui a été fait et ce qu’elles peuvent faire. Nécessaire sauf si personne n’est informé.
tell-message-missing = Veuillez écrire ce que les personnes apprennent.
tell-to = À
tell-confirm-title = Informer toutes les personnes concernées par « { $name } » ?
tell-confirm-button = Envoyer
tell-follows-sent = Chacune reçoit aussitôt un courrier électronique avec votre message.
tell-follows-contacts = Il indique le responsable du traitement, le délégué à la protection des données et le contrôleur.
tell-follows-final = Cela ne peut pas être annulé.
tell-reason = Motif
tell-reason-hint = Nécessaire lorsque les personnes ne sont pas informées.
tell-reason-missing = Veuillez indiquer pourquoi les personnes ne sont pas informées.
tell-do = Exécuter et consigner
close-text = Tout ce qu’exige le risque a été fait. Un dossier clos n’est plus modifié.
close-do = Clore le dossier
close-missing = Avant de pouvoir clore le dossier :
close-risk = Évaluez le risque.
close-report = Notifiez la violation au Contrôleur européen de la protection des données.
close-tell = Informez les personnes concernées, ou indiquez pourquoi ce n’est pas nécessaire.

log-title = Journal
log-lead = Qui a fait quoi, quand, à quelle fin et avec quel résultat. Les adresses et les appareils ne sont montrés que sur cette page.
log-logged = Cette recherche est consignée
log-logged-text = Chaque recherche est inscrite au journal, avec votre nom et ce que vous avez cherché. Ne cherchez que ce qu’exige votre tâche.
log-search = Chercher dans le journal
log-from = Du
log-to = Au
log-doer = Qui (identifiant)
log-deed = Quoi (code)
log-purpose = Finalité
log-outcome = Résultat
log-object = Objet (identifiant)
log-ip = Adresse IP
log-do = Chercher
log-dates-reversed = Le premier jour est postérieur au dernier.
log-start = Aucune recherche n’a encore été faite
log-start-text = Choisissez au moins une période.
log-none = Aucune entrée ne correspond
log-none-text = Choisissez une période plus longue ou moins de critères.
log-count = { $count ->
    [one] { $shown } entrée
   *[other] { $shown } entrées
 }
log-count-more = { $shown } entrées ou plus
log-when = Quand
log-device = Appareil
log-place-unknown = Lieu inconnu
log-technical-none = Aucune donnée, ou données supprimées à l’échéance
outcome-done = Fait
outcome-refused = Refusé

statements-title = Déclaration de confidentialité et conditions d’utilisation
statements-lead = Ce que les utilisateurs ont accepté, version par version. Une version publiée n’est jamais modifiée.
statements-to-ask = { $count ->
    [one] { $count } utilisateur doit encore accepter les textes en vigueur
   *[other] { $count } utilisateurs doivent encore accepter les textes en vigueur
 }
statements-to-ask-text = La question leur est posée à leur prochaine connexion, avant toute autre chose.
statements-publish = Publier une nouvelle version :
statements-list = Versions
statements-none = Rien n’a été publié
statements-none-text = Tant que les deux textes ne sont pas publiés, personne ne peut s’inscrire.
statements-text = Texte
statements-version = { $text }, version { $version }
statements-since = En vigueur à partir du
statements-change = Modification
statements-standing = Situation
statements-agreed = Acceptations
text-privacy-statement = Déclaration de confidentialité
text-terms-of-use = Conditions d’utilisation
standing-coming = À venir
standing-in-force = En vigueur
standing-past = Antérieure
publish-title = Publier : { $text }
publish-version = Ce sera la version { $version }.
publish-texts = Le texte
publish-language = Langue
publish-digest = SHA-256
publish-missing = Manquant
publish-read = Lire
publish-incomplete = Une langue manque
publish-incomplete-text = Toutes les langues sont publiées ensemble. Ajoutez le texte manquant, puis revenez.
publish-kind = De quel type de modification s’agit-il ?
publish-kind-missing = Veuillez choisir le type de modification.
publish-material = Modification de fond
publish-material-text = { $count ->
    [one] Les finalités, les destinataires, les données ou les droits changent. Le consentement de { $count } utilisateur est demandé à nouveau, et rien d’autre ne lui est accessible avant sa réponse. Un refus met fin au compte.
   *[other] Les finalités, les destinataires, les données ou les droits changent. Le consentement de { $count } utilisateurs est demandé à nouveau, et rien d’autre ne leur est accessible avant leur réponse. Un refus met fin au compte.
 }
publish-minor = Modification de forme
publish-minor-text = La formulation, les contacts ou la présentation changent. Les utilisateurs voient une fois le nouveau texte, puis continuent.
publish-since = En vigueur à partir du
publish-since-hint = Aujourd’hui ou un jour ultérieur, à minuit, heure de Bruxelles.
publish-since-missing = Veuillez indiquer aujourd’hui ou un jour ultérieur.
publish-changes-en = Ce qui change, en anglais
publish-changes-fr = Ce qui change, en français
publish-changes-de = Ce qui change, en allemand
publish-changes-hint = Deux ou trois phrases. Les utilisateurs les lisent avant le texte.
publish-changes-missing = Veuillez indiquer dans chaque langue ce qui change.
publish-next = Publier…
publish-material-title = Publier « { $name } » comme modification de fond ?
publish-minor-title = Publier « { $name } » comme modification de forme ?
publish-button = Publier
publish-unchanged = Ensuite, la version ne peut plus être ni modifiée ni retirée.
publish-asked = À partir de son entrée en vigueur, le consentement de chaque utilisateur est demandé avant toute autre chose.
publish-refusal = Les personnes qui ne sont pas d’accord peuvent télécharger leurs données ; leur compte est ensuite fermé.
publish-not-asked = Les consentements déjà donnés restent valables. Les utilisateurs voient une fois le nouveau texte.

health-title = État du système
health-lead = Comment vont les composants du système et ce que font ses tâches. Aucune donnée à caractère personnel ne figure ici.
health-at = Relevé du { $moment }
health-parts = Composants
health-part = Composant
health-condition = État
health-text = Ce que cela signifie
part-database = Base de données
part-disk = Disque
part-mail = Messagerie
part-scanner = Contrôle antivirus des fichiers
part-log = Scellement du journal
part-sign-in = EU Login
part-backup = Sauvegarde
given-up-title = Tâches abandonnées
given-up-text = Ces tâches ont échoué au nombre maximal d’essais. Éliminez la cause, puis réessayez ; rien n’a été perdu.
jobs-title = Tâches
jobs-kind = Type
jobs-due = En attente
jobs-oldest = La plus ancienne
jobs-done = Faites en 24 heures
jobs-given-up = Abandonnées
jobs-none = Aucune tâche n’est connue
jobs-none-text = Les tâches figurent ici une fois que le système fonctionne depuis une minute.
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }

done-breach-entered = La violation a été inscrite
done-breach-entered-text = Le délai de 72 heures court à compter du moment que vous avez indiqué.
done-breach-noted = C’est consigné
done-breach-noted-text = L’information figure ci-dessous, avec votre nom.
done-breach-closed = Le dossier a été clos
done-breach-closed-text = Il est conservé comme preuve.
done-published = La version a été publiée
done-published-text = Elle s’applique à partir du jour indiqué.

integrity-title = Le journal est-il intact ?
integrity-lead = Jusqu’où le journal est scellé, et ce que son recalcul à partir des lignes a montré.
integrity-sound = Rien n’a été modifié
integrity-sound-text = Chaque ligne scellée correspond à ce qui a été signé.
integrity-late = Le scellement est en retard
integrity-late-text = Les dernières lignes ne sont pas encore scellées. Si cela dure, prévenez l’exploitant du système.
integrity-broken = Le journal a été modifié
integrity-broken-text = Une ligne ne correspond pas à ce qui a été signé. Ne touchez à rien et prévenez le délégué à la protection des données et l’exploitant du système.
integrity-recomputed = Recalcul
integrity-recomputed-not = Le journal n’a pas été recalculé depuis le démarrage du système.
integrity-recomputed-fits = Le { $moment }, les { $rows } lignes correspondaient toutes.
integrity-recomputed-erased = Parmi elles, { $rows } avaient été effacées à leur terme : leur contenu a disparu, leurs empreintes correspondent.
integrity-recomputed-fault = Le { $moment }, quelque chose ne correspondait pas. Pour l’exploitant du système :
integrity-recompute = Recalculer maintenant
integrity-numbers = En chiffres
integrity-sealed = Lignes scellées
integrity-waiting = Lignes en attente de scellement
integrity-signed = Dernière signature
integrity-key = Signé avec
integrity-root = Racine de l’arbre
integrity-download = Le point de contrôle signé, en texte
integrity-how = Comment le prouver
integrity-how-text = Chaque ligne est une feuille d’un arbre d’empreintes dont la racine est signée toutes les quelques secondes. Quiconque conserve un point de contrôle antérieur peut montrer, avec des outils publics, que le journal d’aujourd’hui le prolonge.
log-integrity = Le journal est-il intact ?

affected-title = Personnes concernées
affected-lead = Les utilisateurs que la violation concerne. Les personnes inscrites ici sont informées lorsque vous informez chacune d’elles.
affected-communities = Communautés dont ils sont membres :
affected-none = Personne n’est encore inscrit
affected-none-text = Recherchez des utilisateurs ci-dessous et inscrivez ceux que la violation concerne.
affected-who = Utilisateur
affected-do = Ce que vous pouvez faire
affected-gone = Un compte effacé
affected-remove = Retirer de la liste
affected-told = Chacune d’elles a été informée
affected-told-text = Toute personne inscrite maintenant est informée aussitôt par courriel, et plus personne n’est retiré de la liste.
affected-search = Inscrire des utilisateurs
affected-query = Nom, adresse ou organisation
affected-query-hint = Des mots entiers, ou leur début.
affected-query-none = Personne n’a été trouvé. Veuillez chercher un autre mot.
affected-find = Rechercher
affected-found = { $count ->
    [one] 1 utilisateur trouvé
   *[other] { $count } utilisateurs trouvés
 }
affected-noted = Inscrit
affected-add = Inscrire comme concerné
affected-all-text = Toutes les personnes affichées ci-dessus sont inscrites d’un coup. S’il y en a davantage, précisez la recherche ou répétez-la.
affected-all = Inscrire toutes ces personnes
done-breach-told = L’information des personnes concernées a été réglée
affected-do-noted = Des utilisateurs concernés ont été inscrits
affected-do-removed = Un utilisateur a été retiré de la liste des personnes concernées
done-affected = La liste a été modifiée
done-affected-text = Ce que vous voyez ci-dessous est ce qui est conservé.
tell-nobody = Personne n’est inscrit comme concerné, donc personne ne serait informé. Veuillez d’abord inscrire les utilisateurs concernés, ou choisir une autre manière.
