"""Plausible Chinese names with their pinyin. No two people of one organisation bear the same one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from pypinyin import lazy_pinyin

# The commonest come first and are drawn most. Characters that pinyin reads otherwise in a surname are left out.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭肖田董潘袁蔡蒋余于"
    "杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范金石廖韦夏方侯邹熊孟秦白江薛尹段雷龙史陶贺毛郝顾龚"
)
GIVEN = (
    ("建志文俊浩宇明伟海永家天泽振立宏景晨启承", "辉峰斌涛磊鑫凯阳恒铭睿哲航毅然杰鹏远博诚"),
    ("晓雨思佳梦欣诗雅若静慧婉嘉月淑心语可书琳", "琪婷怡妍萱莹洁敏璇瑶蕾燕颖芸玲霞彤蓉菲宁"),
)
# Combinations that the lists would make and that the public knows somebody by.
WELL_KNOWN = frozenset(
    "陈凯 王晨 杨宁 周涛 王思佳 陈明远 王明远 张诗雅 王文杰 王文涛 李志远 李晨阳 郭文涛 王海涛 李文杰 王志鹏 "
    "王家杰 马天宇 张雨欣 孙雨彤 宋雨琦 王雨佳 林俊杰 陈俊杰 张俊杰 王俊杰 李俊杰 吴宇恒 钟明远 黄志鹏 宋佳 张佳宁 "
    "张嘉宁 刘雨欣 徐志鹏 汪明荃 张文宏 李文亮 钟天使 周雨彤 胡静 刘静怡 张静怡 王嘉怡 李嘉欣 张雨绮 李思彤 "
    "陈宇博 赵文卓 李宏毅 王宏伟 李建辉 王志文 徐志远 陈文辉 陈志朋 林志玲 陈慧琳 张慧雯 李佳琪 周海媚 赵雅芝 "
    "赵文瑄 陈海清 刘海波 黄海波 白敬亭 李立群 张海鹏 王振鹏 景海鹏 龚俊 郑凯 何洁 刘涛 李晨 张杰 高峰 张雨霏 "
    "许海峰 张海峰 李海峰 陈雨菲 何雨菲 谢文骏 张伟丽 张家朗 王海洋 段奕宏 王家卫 袁立 袁泉 张立峰 李宇峰".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """Written in Chinese, in Latin letters, and as the name to sign in with."""

    zh: str
    latin: str
    login: str


def spell(zh: str, login: str) -> Name:
    """The name with a surname of one character, spelled in pinyin: 林晓雨 is Lin Xiaoyu."""
    return Name(zh, f"{pinyin(zh[0]).capitalize()} {pinyin(zh[1:]).capitalize()}", login)


def pinyin(characters: str) -> str:
    """Without tones; lü is written lyu, as in passports."""
    return "".join(lazy_pinyin(characters)).lower().replace("v", "yu")


def names(rng: Random, taken: Collection[Name]) -> Iterator[Name]:
    """Names for ever, none of them twice nor among those `taken`; a login that is met again gets a number."""
    seen = {name.zh for name in taken} | WELL_KNOWN
    logins = {name.login: 1 for name in taken}
    weights = [1 / (place + 6) for place in range(len(SURNAMES))]
    while True:
        zh = _draw(rng, weights)
        if zh in seen:
            continue
        seen.add(zh)
        plain = pinyin(zh)
        count = logins[plain] = logins.get(plain, 0) + 1
        yield spell(zh, plain if count == 1 else f"{plain}{count}")


def _draw(rng: Random, weights: list[float]) -> str:
    first, second = rng.choice(GIVEN)
    middle = "" if rng.random() < 0.06 else rng.choice(first)
    return rng.choices(SURNAMES, weights)[0] + middle + rng.choice(second)
