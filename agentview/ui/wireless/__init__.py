"""Parts of wireless requests that several areas show: what is asked, what it costs, what was done."""
