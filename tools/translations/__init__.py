"""The languages of the desktop: finds its texts, keeps the files of translators, compiles what is shown."""
