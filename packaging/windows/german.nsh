; The sentences of the installer in German.

LangString NEWER ${LANG_GERMAN} "Eine neuere Version ($0) ist installiert; nichts wurde geändert. Entfernen Sie sie zuerst, um zurückzugehen: was Sie darin getan haben, kann Version ${VERSION} vielleicht nicht lesen."
LangString IN_USE ${LANG_GERMAN} "AgentView läuft; nichts wurde geändert. Schließen Sie es und starten Sie die Installation erneut."
LangString BAD_SWITCH ${LANG_GERMAN} "SERVERURL muss mit http:// oder https:// beginnen, AUTOSTART muss 0 oder 1 sein; nichts wurde geändert."
