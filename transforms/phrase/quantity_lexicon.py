"""Words that may be a unit, grouped by what they measure, and words that only look like one."""

import re
from typing import Final

_SHARES: Final = "% ‰ ‱ 百分點 個百分點 倍 pp ppm ppb ppt 折"

_MONEY: Final = """
元 美元 歐元 日圓 日元 人民幣 港幣 港元 英鎊 澳幣 澳元 加幣 紐幣 韓元 韓圜 泰銖 瑞士法郎 圓 角
新臺幣元 新台幣元 新臺幣 新台幣 臺幣 台幣 元整 美金 歐幣 日幣
"""

_LENGTH: Final = """
公里 公尺 公分 公釐 毫米 厘米 微米 奈米 米 浬 海浬 海里 里 英里 英尺 英吋 吋 呎 尺 寸 車道公里
延人公里 人公里 延噸公里 噸公里 km m cm mm nm μm
"""

_AREA: Final = """
平方公里 平方公尺 平方公分 平方米 平方英尺 公頃 公畝 公甲 甲 坪 畝 分地 英畝 km2 m2 cm2 ha
"""

_VOLUME: Final = """
公升 毫升 公秉 公石 立方公尺 立方公分 立方米 立方公里 立方呎 加侖 桶 百萬桶 桶油當量 公升油當量
公噸油當量 公秉油當量 噸油當量 L mL ml l CMD CMS m3 cm3 KL kL
"""

_MASS: Final = """
公噸 公斤 公克 公兩 公錢 台斤 臺斤 台兩 毫克 微克 奈克 皮克 克 噸 千克 斤 磅 盎司 噸位 總噸
載重噸 公噸標準煤 毒性當量噸 kg g mg μg ug ng pg t kt Mt Gt ton tons gCO2e kgCO2e tCO2e ktCO2e
MtCO2e kgCO2 tCO2 kg-TEQ g-TEQ I-TEQ
"""

_ENERGY: Final = """
度 度電 千瓦 瓩 瓦 百萬瓦 吉瓦 兆瓦 十億瓦 千瓦時 瓩時 瓩小時 百萬瓦時 吉瓦時 兆瓦時 瓦時 峰瓩
峰瓦 千卡 大卡 仟卡 卡 焦耳 千焦 千焦耳 兆焦耳 冷凍噸 馬力 安培 伏特 千伏 千伏特 千伏安 歐姆
流明 燭光 W kW MW GW TW kWp MWp GWp Wh kWh MWh GWh TWh kVA MVA kV V J kJ MJ GJ TJ PJ kcal RT USRT kgoe
toe ktoe Mtoe KLOE
"""

_INFORMATION: Final = """
位元 位元組 千位元組 百萬位元組 bit bps kbps Kbps Mbps Gbps Tbps KB MB GB TB PB EB kB dpi px fps
FLOPS TFLOPS PFLOPS
"""

_PHYSICS: Final = """
分貝 赫 赫茲 千赫 百萬赫 兆赫 攝氏度 度C °C 帕 百帕 千帕 巴 大氣壓 節 馬赫 西弗 毫西弗 微西弗
貝克 居里 勒克斯 加爾 dB dBA Hz kHz MHz GHz Pa hPa kPa MPa mSv μSv Bq rpm knots pH NTU CFU MPN
cfu g當量
"""

_LONG_TIME: Final = "年 個年度 個月 個半月 月 週 星期 個星期 季 學年 學期 個學期 日 旬 夜 晚"

_TIME: Final = """
周 天 小時 分鐘 秒 秒鐘 毫秒 微秒 鐘頭 工作天 個工作天 工作日 個工作日 個小時 日次 天次 歲 足歲
刻鐘 學分 堂 課時 工時 工日 機時 車時 h hr hrs min s ms
"""

_PEOPLE: Final = """
人 名 位 員 人次 人數 名次 人日 人天 人月 人年 人小時 人力 人口 口 戶 戶次 戶數 家庭 家戶 住戶
用戶 員額 名額 員工 人員 學員 學生 生 床 床位 床日 床次 對 雙 老人 選手 志工 代表 委員 隊 隊次
團 團次 團隊 組 組次 班 班次 班級 梯 梯次 席 席次 席位 屆 胎 人份 人組 輪 隊伍 工作機會 就業機會
"""

_COUNTS: Final = """
個 個次 件 件次 項 項次 場 場次 次 次數 回 回合 趟 趟次 遍 筆 筆數 案 案次 案件 例 起 宗 則 篇
冊 本 卷 集 部 份 份數 幅 圖幅 張 頁 面 片 塊 枚 顆 粒 根 支 枝 條 條次 款 款項 目 類 種 種類 樣
式 套 組件 批 批次 包 箱 盒 袋 瓶 罐 桶次 車 車次 車輛 輛 輛次 艘 艘次 航次 航班 架 架次 列 列車
臺 台 台次 臺次 臺套 具 座 座次 棟 幢 間 間次 戶棟 層 樓層 室 房 處 處次 處所 所 所次 站 站次 點
點次 據點 地點 區 區塊 區段 區次 段 路段 線 路線 號誌 井 孔 池 槽 渠 橋 門 門次 扇 把 頂 頭 隻
隻次 只 匹 尾 羽 株 棵 叢 束 朵 盆 苗 蛋 穗 胞 筐 簍 串 排 行 欄 格 車格 車位 席地 檔 檔次 幕
部次 劇 首 曲 幀 景 枝次 帖 劑 劑次 針 管 片次 錠 樣本 樣品 樣次 件數 家 家次 廠 廠次 廠家 店
店家 商家 業者 公司 企業 校 校次 學校 國 國家 縣 市 縣市 鄉 鎮 鄉鎮 鄉鎮市 鄉鎮市區 鄉鎮區 村
里鄰 村里 鄰 部落 社區 島 直轄市 部會 機關 機構 單位 院 院次 醫院 診所 園 局 館 館次 中心 平台
平臺 系統 模組 功能 頻道 頻次 節目 工程 標 標案 計畫 子計畫 專案 方案 措施 項目 指標 策略 行動
議題 課程 教案 作品 著作 論文 專利 技術 產品 品項 品種 物種 屬 科 目次 案場 場域 場館 園區
工業區 基地 廠商 集團 商品 店次 單 則次 通 通次 封 條款 點位 點數 柱 盞 燈 組網 節點 章 節 章節
題 問 分 級距 成員國 會員國 席次數 面次 版次 期 期次 階 步 道 道次 線道 車道 股 口數 帳戶 票 點閱 瀏覽
下載 觀看 追蹤 粉絲 幢次 頁次 桌 桌次 車廂 艙 倉 貨櫃 TEU 櫃 標箱 棧板 包裹 處理 隊員 座位 攤
攤位 展攤 展位 圈 跳 標準差 面向 構面 領域 主軸 族群 族 語 語言 語種 區域 流域 河段 水庫 水系
測站 樣站 樣點 樣區 測點 村落 聚落 航線 航點 車站 渡口 港 港口 漁港 農家 農戶 漁戶 畜牧場 牧場
農場 果園 茶園 車隊 套裝 行程 遊程 活動 會議 講座 研討會 工作坊 展覽 競賽 聯盟 協會
"""

_NUMERAL_COUNTS: Final = """
件 場 場次 人 人次 名 位 項 案 家 座 處 所 艘 輛 筆 條 幅 棟 個 種 類 部 套 組 篇 本 冊 戶 公頃
公里 公尺 公噸 噸 元 倍 % 百分點 小時 校 班 梯次 株 隻 頭 台 臺 站 棵 架 間 度 美元 公斤 張 支
則 檔 縣市 國 部會 款 縣 輪 趟 隊 團 席 床 平方公里 公升 坪
"""

_GROUPS: Final = (
    *(_SHARES, _MONEY, _LENGTH, _AREA, _VOLUME, _MASS, _ENERGY),
    *(_INFORMATION, _PHYSICS, _LONG_TIME, _TIME, _PEOPLE, _COUNTS),
)

UNITS: Final = frozenset(word for group in _GROUPS for word in group.split())
# Lengths of time in these units are limits (2 年內) or rhythms far more often than amounts.
LONG_TIMES: Final = frozenset(_LONG_TIME.split())
TIME_UNITS: Final = LONG_TIMES | frozenset(_TIME.split()) - {"學分", "堂", "課時", "工時"}
SHARE_UNITS: Final = frozenset(_SHARES.split())
# Units that amounts in Chinese numerals are trusted with: 三十件, but neither 三級 nor 兩岸.
COUNTED_IN_NUMERALS: Final = frozenset(_NUMERAL_COUNTS.split())
LONGEST_UNIT: Final = max(map(len, UNITS))

# A number followed by one of these is a label, a rank or a point in time, never an amount.
LABEL_NOUNS: Final = re.compile(
    r"級(?!距|分)|樓(?!層)|世紀|年級|維|代(?!次|表)|版(?!次)|號(?!誌)|時(?!數)|度空間|號線|月(?!次)|年(?:度|代|期|制|級|國教|計畫)|路(?!段|線)|大(?!類|項|區|面向|構面|主軸|領域|族群|系統|策略)"
)

SPELLINGS: Final = {
    "個百分點": "百分點",
    "pp": "百分點",
    "元整": "元",
    "圓": "元",
    "新臺幣元": "元",
    "新臺幣": "元",
    "新台幣": "元",
    "臺幣": "元",
    "台幣": "元",
    "新台幣元": "元",
    "美金": "美元",
    "歐幣": "歐元",
    "日幣": "日圓",
    "日元": "日圓",
    "人數": "人",
    "戶數": "戶",
    "筆數": "筆",
    "份數": "份",
    "件數": "件",
    "次數": "次",
    "點數": "點",
    "度電": "度",
    "秒鐘": "秒",
    "個工作天": "工作天",
    "個工作日": "工作日",
    "個小時": "小時",
    "鐘頭": "小時",
    "周": "週",
    "": "公里",
    "足歲": "歲",
    "案件": "案",
    "ug": "μg",
}
# The first character of another word is no unit: 60 部分, 3 項目標, 30 名單位主管, 5 期間.
OTHER_WORDS: Final = re.compile(
    "|".join(
        f"{word}(?=[{following}])"
        for word, following in {
            "件數": "位據學值",
            "點數": "位據學",
            "次數": "位據學",
            "筆數": "位據學",
            "人數": "位據學",
            "項目": "標前的",
            "個案": "例場件子",
            "人力": "資",
            "人員": "額",
            "人口": "密學結",
            "家庭": "園",
            "國家": "級庭",
            "部": "分門署屬落長隊",
            "行": "政動銷業為為",
            "面": "臨對積",
            "目": "前的標",
            "分": "之為別析布配級",
            "通": "過報知用行訊",
            "單": "位一元",
            "科": "技學",
            "處": "理分置於罰長",
            "組": "織成",
            "期": "間限望程",
            "對": "象於外",
            "條": "例件文",
            "首": "次都要長",
            "例": "如行外",
            "節": "能水電約省",
            "種": "植子",
            "口": "碑罩",
            "景": "點觀",
            "排": "放水除名碳",
            "問": "題",
            "道": "路",
            "針": "對",
            "管": "理制線路",
            "族": "人",
            "屬": "於",
            "里": "程",
            "角": "色度",
            "日": "本前後期照",
            "天": "然",
            "元": "件素旦",
            "生": "物態技產活醫長",
            "線": "上下",
            "人": "工均才民類權文機",
            "戶": "外政籍",
            "名": "稱目列",
            "位": "於置階",
            "員": "工",
            "家": "長",
            "次": "世要長於級",
            "台": "灣北中南東",
            "臺": "灣北中南東",
            "校": "園舍長",
            "院": "長區",
            "所": "有屬需得以",
            "座": "落談",
            "回": "收復應",
            "只": "有要",
            "架": "構設",
            "列": "管入",
            "包": "含括",
            "區": "別分",
            "國": "內際小中",
            "市": "場民",
            "縣": "民",
            "圈": "選",
            "室": "內外",
            "井": "然",
            "題": "目",
            "語": "文",
            "帖": "文",
            "克": "服",
            "夜": "間市",
            "步": "驟",
            "頭": "痛",
            "枝": "微",
            "計畫": "書",
        }.items()
    )
)

# What is counted per is told in one way: 件/十萬人口, 件/10萬人 and 每十萬人 … 件.
DENOMINATOR_SPELLINGS: Final = {"個月": "月", "周": "週", "星期": "週", "家戶": "戶", "人口": "人"}
COUNT_SPELLINGS: Final = {
    "10萬": "十萬",
    "100000": "十萬",
    "100萬": "百萬",
    "1000": "千",
    "100": "百",
    "1萬": "萬",
    "10000": "萬",
}
