# Words that every page shares.
service-name = Triad
