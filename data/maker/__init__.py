"""Parts of the script that makes the bundled study areas; not part of the installed package."""
