# SPDX-License-Identifier: Apache-2.0
"""The words that made-up holders of cards are named and housed with; common ones, rare ones and transcribed ones."""

from __future__ import annotations

from types import MappingProxyType

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
RARE_SURNAMES = "亓佴冼仉爨逄钭昝麴禤尕芈幺滕郄乜蔺臧荀晁眭酆璩濮"
DOUBLE_SURNAMES = (
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "澹台", "赫连",
)  # fmt: skip
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华文辉力波斌宇浩轩梓涵欣怡雨晨佳琪嘉诚志远建国庆玉珍淑贞"
    "凤云龙飞翔鹏程思源子墨一诺可馨雅婷俊熙若曦天佑海燕春梅冬雪红卫东方旭阳立新永福德胜学良家豪美玲晓"
)
UNCOMMON = "淏昊垚犇骉翀翯赟甯祎頔玥珺琎晟暐焜煊燊烨祺禛筠筱芃菡蕙瀚潆滢濛炘钰铄锴锟韫颢馥骁骞鸢鹍麒"
BEYOND_GBK = "㛃䶮㭎㸌𠮷𬭚𬱖𬸦𫍲𫖯𫘦𬀩𬬭𬺈𪟝𪣻𫄷𬘭𬳵"
SYLLABLES = (
    "阿依古丽买提吐尔逊艾力克木卡德热合曼努尔沙依玛穆罕默迪帕提海米拉扎西次仁丹增卓玛格桑旺堆其木格巴特乌兰娜仁苏和毕力"
)
"""Of names transcribed from Uyghur, Kazakh, Mongolian and Tibetan."""
ROADS = (
    "文昌", "解放", "人民", "建设", "青年", "兴隆", "滨河", "长乐", "新华", "和平", "五一", "凤凰",
    "梧桐", "白云", "望江", "石桥", "花园", "金沙", "龙泉", "迎宾", "东风", "胜利", "环城", "学府",
    "银杏", "月亮湾", "七里", "马家湾", "胜天", "红星",
)  # fmt: skip
ESTATES = (
    "锦绣苑", "翠湖花园", "阳光小区", "丽水家园", "金域华府", "幸福里", "紫荆公馆", "书香门第", "东篱雅舍", "天悦府",
    "怡景新村",
)  # fmt: skip
VILLAGES = (
    "王家庄", "李家沟", "上坪", "下河湾", "黄土岭", "石板桥", "大槐树", "双龙", "清水塘", "马鞍山", "八里铺", "罗家坝",
)  # fmt: skip
FOREIGNERS = (
    ("CAN", "124", "加拿大", "MCKENZIE", "ALEXANDRA JANE", ""),
    ("KAZ", "398", "哈萨克斯坦", "SULEIMENOV", "DAUREN", ""),
    ("PAK", "586", "巴基斯坦", "SAMPLE", "IMRAN AHMED", ""),
    ("FRA", "250", "法国", "DUPONT EXEMPLE", "MARIE CLAIRE", "杜梦兰"),
    ("DEU", "276", "德国", "MUSTERMANN", "ERIKA", ""),
    ("JPN", "392", "日本", "MIHON", "HANAKO", "见本花子"),
    ("KOR", "410", "韩国", "GYEON", "BONSEOK", "甄本硕"),
    ("USA", "840", "美国", "SPECIMEN", "JOHN QUINCY", "施明远"),
    ("RUS", "643", "俄罗斯", "OBRAZTSOV", "ALEKSEI", ""),
    ("SGP", "702", "新加坡", "TAN", "AH SAMPLE", "陈亚样"),
)
"""Country, its number, its name; surname, given names, Chinese name."""
READINGS = MappingProxyType(
    {
        "陈": "CHEN", "李": "LI", "黄": "HUANG", "何": "HE", "梁": "LIANG", "林": "LIN", "王": "WANG", "周": "ZHOU",
        "嘉": "JIA", "诚": "CHENG", "志": "ZHI", "远": "YUAN", "欣": "XIN", "怡": "YI", "美": "MEI", "玲": "LING",
        "俊": "JUN", "熙": "XI", "子": "ZI", "墨": "MO", "家": "JIA", "豪": "HAO", "文": "WEN", "静": "JING",
    }
)  # fmt: skip
SPELT_SURNAMES, SPELT_GIVEN = "陈李黄何梁林王周", "嘉诚志远欣怡美玲俊熙子墨家豪文静"
"""Those that have a reading here."""
