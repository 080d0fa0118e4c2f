"""A version as files to take away."""

import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from app.framework import case, yaml_writing
from app.framework.model import Framework
from app.kit import clock


def as_zip(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """The files in one archive; the same files of the same moment make the same bytes."""
    made = BytesIO()
    stamp = clock.local(moment).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def as_yaml(framework: Framework, moment: datetime) -> bytes:
    return as_zip({name: text.encode() for name, text in yaml_writing.to_files(framework).items()}, moment)


def as_case(framework: Framework, issue: case.Issue) -> bytes:
    return json.dumps(case.write(framework, issue), ensure_ascii=False, indent=2).encode()
