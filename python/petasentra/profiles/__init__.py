"""What the columns of a known kind of table are called, mean and may hold: profiles as data, and what they are for.

A profile is one CSV table in this folder (field, aliases, type, unit, domain, required, legal basis, description in two
languages, verified); ``domains.csv`` holds the coded values with their other writings, ``profiles.csv`` the titles.
``verified`` is false where nobody on this project has seen the name and the meaning in a source; such a synonym is
never applied. The page ``docs/profiles.md`` is made from these tables.

Examples
--------
>>> import petasentra as ps
>>> ps.profiles.profile("rtrw-permen14").field("KRB_03").domain
'hazard'
>>> ps.profiles.nearest_profile(["NAMZON", "KODZON", "KODSZN"])[0].profile
'rdtr-permen14'
"""

from petasentra.profiles.applying import apply_profile
from petasentra.profiles.changes import Change, changes_table
from petasentra.profiles.clashes import domain_clashes
from petasentra.profiles.fitting import Fit, nearest_profile
from petasentra.profiles.tables import Field, Profile, domain, profile, profile_names, profiles

__all__ = [
    "Change",
    "Field",
    "Fit",
    "Profile",
    "apply_profile",
    "changes_table",
    "domain",
    "domain_clashes",
    "nearest_profile",
    "profile",
    "profile_names",
    "profiles",
]
