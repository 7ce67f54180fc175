"""The interface files of hardware orders and device enrolment: their values, limits and JSON form."""
