# Words that every page needs.

service-name = Information Exchange System
