"""Which column holds what, by the headings of HR systems."""

import pytest

from app.imports.cells import Wrong
from app.imports.fields import BY_KEY
from app.imports.guessing import guess
from app.imports.naming import People

HEADINGS = [
    ("工号,姓名,部门,直属上级工号,入职日期,离职日期,职级",
     "staff_number name department manager joined_on left_on level"),
    ("员工编号,员工姓名,所属部门,直接上级,入司时间", "staff_number name department manager joined_on"),
    ("Employee ID,First Name,Last Name,Work Email,Hire Date,Manager ID",
     "staff_number given_name family_name email joined_on manager"),
    ("EmpID,Employee_Name,DateofHire,DateofTermination,Department,ManagerName,ManagerID",
     "staff_number name joined_on left_on department - manager"),
    ("employee_id,name,department,email,date_of_joining,manager_id,exit_date",
     "staff_number name department email joined_on manager left_on"),
    ("EMPLOYEE_ID,FIRST_NAME,LAST_NAME,EMAIL,HIRE_DATE,SALARY,MANAGER_ID",
     "staff_number given_name family_name email joined_on - manager"),
    ("姓名,名,工号(必填)", "name - -"),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "fields"), HEADINGS)
def test_headings(headers: str, fields: str):
    assert guess(headers.split(",")) == tuple(word.replace("-", "") for word in fields.split())


def test_no_field_stands_twice_and_all_exist():
    found = [key for key in guess(["name", "姓名", "Full Name", "id", "工号", "level", "grade"]) if key]
    assert len(found) == len(set(found)) and set(found) <= set(BY_KEY)


def test_managers_by_number_name_or_mail():
    people = People()
    people.know(1, "007", ("Albert, Michael", "", "m.albert@example.com"), here=True)
    people.know(2, "008", ("何静", "He Jing", "he@example.com"), here=True)
    people.know(3, "009", ("何静", "He Jing", ""), here=True)
    people.know(4, "010", ("吴刚", "", ""), here=False)
    assert [people.find(word) for word in ("007", "０１０", "Michael Albert", "M.ALBERT@example.com")] == [1, 4, 1, 1]
    for word in ("何静", "吴刚", "7", ""):
        with pytest.raises(Wrong):
            people.find(word)
