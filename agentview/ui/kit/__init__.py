"""The parts that every screen is built of; holds no business words and imports no Qt by itself."""
