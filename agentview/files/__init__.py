"""Files from and for people, read and written row by row; knows neither server nor screen."""
