"""What several areas show of the rules of suspension: what each rule says of an account, and why."""
