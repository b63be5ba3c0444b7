# Les mots dont chaque page a besoin.

service-name = Système d’échange d’informations
