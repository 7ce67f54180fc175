"""Pure values that every layer may use: no SQL, no Qt, no HTTP."""
