"""To which chat addresses this server posts, and to which it never does."""

import pytest

from app.reminders.chat import NotAllowed, address, masked, send
from app.reminders.mail import NotSent
from app.settings import CHAT_SCHEMES

USUAL = tuple(CHAT_SCHEMES.split(","))
TOKEN = "0123abcd-1111-2222-3333-444455556666"
LONG = "a1" * 32


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"https://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}", f"feishu://{TOKEN}/"),
        (f"https://open.larksuite.com/open-apis/bot/v2/hook/{TOKEN}", f"lark://{TOKEN}/"),
        (f"https://oapi.dingtalk.com/robot/send?access_token={LONG}", f"dingtalk://{LONG}/"),
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}", f"wecombot://{TOKEN}/"),
        (f" feishu://{TOKEN} ", f"feishu://{TOKEN}/"),
        (f"FEISHU://{TOKEN}/", f"feishu://{TOKEN}/"),
        (f"dingtalk://SECabcdefgh@{LONG}", f"dingtalk://SECabcdefgh@{LONG}/"),
        (f"wecombot://{TOKEN}?verify=no&rto=86400&retry=9", f"wecombot://{TOKEN}/"),
    ],
)
def test_addresses_as_people_paste_them(typed: str, kept: str):
    assert address(typed, USUAL) == kept
    assert address(kept, USUAL) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "json://127.0.0.1/hook",
        "http://169.254.169.254/latest/meta-data",
        "https://open.feishu.cn.evil.example/open-apis/bot/v2/hook/" + TOKEN,
        f"https://open.feishu.cn@evil.example/open-apis/bot/v2/hook/{TOKEN}",
        f"https://open.feishu.cn:8443/open-apis/bot/v2/hook/{TOKEN}",
        f"http://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}",
        f"https://open.feishu.cn/open-apis/bot/v2/hook/../{TOKEN}",
        "https://oapi.dingtalk.com/robot/send",
        f"https://qyapi.weixin.qq.com/cgi-bin/webhook/upload_media?key={TOKEN}",
        "https://[",
        "feishu://10.0.0.1:8000/x",
        f"feishu://{TOKEN}/../../x",
        f"feishu://{TOKEN}@host",
        "feishu://",
        "file:///etc/passwd",
        "syslog://",
        TOKEN,
        "://",
        "feishu://林林林林林林林林林林",
    ],
)
def test_addresses_that_are_refused(typed: str):
    with pytest.raises(NotAllowed):
        address(typed, USUAL)


def test_an_operator_may_allow_a_gateway_of_her_own(hook):
    kept = address(hook.url("gateway"), (*USUAL, "json"))
    send(kept, (*USUAL, "json"), "标题", "正文")
    assert hook.posts[0][0] == "/gateway"
    assert (hook.posts[0][1]["title"], hook.posts[0][1]["message"]) == ("标题", "正文")


def test_a_stored_address_is_asked_again_whether_it_is_allowed(hook):
    with pytest.raises(NotSent, match="scheme not allowed"):
        send(hook.url("gateway"), USUAL, "s", "b")
    assert hook.posts == []


def test_what_a_page_shows_of_it():
    assert masked(f"feishu://{TOKEN}/") == "feishu://…6666"
    assert masked("") == ""


def test_nothing_of_it_is_logged(hook, caplog):
    hook.status = 500
    with pytest.raises(NotSent):
        send(hook.url("a-very-secret-token"), ("json",), "s", "b")
    assert "a-very-secret-token" not in caplog.text
