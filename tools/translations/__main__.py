"""Brings the languages of the desktop up to date: `python3 dev.py translate`."""

import sys

from tools.translations import files, sources


def main() -> int:
    """Write the files of translators and compile them; return 1 where a text cannot be translated."""
    found = sources.find()
    for trouble in found.troubles:
        print(trouble)
    files.update(found.messages)
    files.compile_all()
    for language in files.LANGUAGES:
        missing = [one.message for one in files.read(files.ts_path(language)) if not one.is_finished]
        print(f"{language}: {len(found.messages)} texts, {len(missing)} without a translation")
        for message in missing:
            print(f"  {message.context}: {message.source!r}")
    return 1 if found.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
