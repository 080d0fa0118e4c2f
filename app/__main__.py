"""python -m app …"""

import os

from app.cli import app

if __name__ == "__main__":
    # databases, keys and backups made by any command are for its own user alone
    os.umask(0o077)
    app(prog_name="python -m app")
