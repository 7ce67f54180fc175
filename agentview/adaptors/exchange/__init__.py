"""How files get to partners and come from them: a folder that both see, or an SFTP server."""
