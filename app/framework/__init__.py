"""The competency framework: data/*.yaml read into frozen objects, its versions and their differences."""
