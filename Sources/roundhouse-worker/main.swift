internal import CPlatform

exit(64)
