# Wörter, die jede Seite braucht.

service-name = System zum Informationsaustausch
