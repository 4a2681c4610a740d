//! Words that exclude each other: `rises` / `falls`, `upholds` / `strikes down`.
//!
//! Each pair has two sides, each side some word forms. A title that has one side of a pair, against a
//! title that has only the other, is in conflict. The words stay content words; the judge decides how
//! much the conflict counts by what the rest of the titles say.
//!
//! A list may mix languages, so words of other languages stand beside the English ones, without those
//! that mean something else in English or in a third language (`sale`, `monte`, `fecha`). Arabic words
//! are in compatible form.

use ahash::AHashMap;
use std::sync::LazyLock;

/// The English pairs: words of one side, words of the other.
const ENGLISH: [(&str, &str); 31] = [
    ("up higher", "down lower"),
    (
        "rise rises rose rising soar soars soared jump jumps jumped surge surges surged climb climbs climbed \
      gain gains gained rally rallies rallied",
        "fall falls fell falling drop drops dropped plunge plunges \
      plunged slump slumps slumped tumble tumbles tumbled sink sinks sank slide slides slid decline \
      declines declined",
    ),
    (
        "increase increases increased raise raises raised hike hikes hiked",
        "decrease decreases decreased \
      reduce reduces reduced cut cuts lower lowers lowered",
    ),
    ("win wins won beat beats defeat defeats", "lose loses lost"),
    (
        "approve approves approved approval ok oks",
        "reject rejects rejected rejection deny denies denied",
    ),
    (
        "uphold upholds upheld",
        "strike strikes struck overturn overturns overturned block blocks blocked",
    ),
    (
        "accept accepts accepted",
        "refuse refuses refused reject rejects rejected decline declines declined",
    ),
    (
        "allow allows allowed permit permits permitted",
        "ban bans banned prohibit prohibits prohibited bar \
      bars barred",
    ),
    ("guilty convicted convict convicts", "innocent acquitted acquit acquits cleared"),
    ("open opens opened reopen reopens reopened", "close closes closed shut shuts"),
    (
        "start starts started begin begins began",
        "end ends ended stop stops stopped halt halts halted",
    ),
    ("arrive arrives arrived", "leave leaves left depart departs departed"),
    ("buy buys bought acquire acquires acquired", "sell sells sold"),
    ("support supports supported back backs backed", "oppose opposes opposed"),
    ("confirm confirms confirmed admit admits admitted", "deny denies denied"),
    ("join joins joined", "quit quits leave leaves left"),
    ("hire hires hired appoint appoints appointed", "fire fires fired sack sacks sacked"),
    (
        "free frees freed release releases released",
        "arrest arrests arrested detain detains detained jail \
      jails jailed",
    ),
    ("alive survive survives survived", "dead die dies died"),
    ("success succeed succeeds succeeded pass passes passed", "failure fail fails failed"),
    ("best", "worst"),
    ("first", "last final"),
    ("before", "after"),
    ("more", "less fewer"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("true", "false"),
    ("morning", "evening"),
    ("men men's mens male boys", "women women's womens female girls"),
    ("winner winners", "loser losers finalist finalists"),
    ("buyer buyers", "seller sellers"),
];

/// Words of other languages, each with the place of the English pair that they mean.
const FOREIGN: [(usize, &str, &str); 13] = [
    (
        1,
        "steigt steigen stieg stiegen gestiegen klettert klettern sube suben subió subieron sobe \
         sobem subiu subiram crece crecen creció cresce crescono cresceu salgono salito salita \
         augmente augmentent grimpe grimpent bondit progresse stijgt stijgen steeg stegen растет \
         растёт растут вырос выросла выросло выросли подорожал подорожала подорожали yükseldi \
         yükseliyor arttı artıyor ارتفاع ارتفع ارتفعت يرتفع ترتفع صعود 上涨 上漲 上升 上调 上調 大涨 飙升 上昇 急騰 \
         続伸 値上げ 値上がり 引き上げ",
        "fällt sinkt sinken gesunken stürzt cae caen cayó cayeron bajan bajó bajaron cai caem \
         caiu caíram scende scendono sceso scesa crolla crollano baisse baissent recule reculent \
         dégringole daalt dalen daalde daalden падает падают упал упала упало упали снизился \
         снизилась снизились подешевел подешевела düştü düşüyor geriledi azaldı انخفاض انخفض \
         انخفضت ينخفض تنخفض تراجع هبوط 下跌 下降 下调 下調 大跌 暴跌 下落 急落 続落 値下げ 値下がり 引き下げ",
    ),
    (
        2,
        "erhöht erhöhen aumenta aumentan aumentó aumentano aumentam aumentou relève relèvent \
         verhoogt verhogen повысил повысила повысили повышает повысит artırdı artırıyor رفع يرفع \
         ترفع 提高 増加 增加 増税 增税",
        "senkt senken reduz reduzem reduziu riduce riducono réduit réduisent verlaagt verlagen \
         снизил снизила снизили снижает снизит düşürdü düşürüyor خفض يخفض تخفض 降低 減少 减少 減税 减税",
    ),
    (
        3,
        "gewinnt gewinnen gewann siegt besiegt gana ganan ganó vence vencen venció vince vincono \
         batte battono gagne gagnent ganha ganham ganhou venceu wint winnen победил победила \
         победили выиграл выиграла выиграли обыграл обыграла обыграли kazandı yendi فاز فازت يفوز \
         تفوز 战胜 戰勝 击败 擊敗 胜出 勝利",
        "verliert verlieren verlor unterliegt pierde pierden perdió perde perdono perdem perdeu \
         perderam perd perdent verliest verliezen проиграл проиграла проиграли уступил уступила \
         уступили kaybetti yenildi خسر خسرت يخسر تخسر 不敌 负于 惜败 敗北",
    ),
    (
        4,
        "billigt billigen genehmigt aprueba aprueban aprobó approva approvano approvato approvata \
         approuve approuvent adopte aprova aprovam aprovou одобрил одобрила одобрили одобряет \
         утвердил утвердили onayladı وافق وافقت يوافق توافق 批准 承認 可決",
        "verwirft rechaza rechazan rechazó respinge respingono respinto respinta rejette \
         rejettent rejeita rejeitam rejeitou verwerpt отклонил отклонила отклонили отверг \
         отвергла отвергли reddetti رفض رفضت يرفض ترفض 否决 否決 拒绝 却下",
    ),
    (
        6,
        "akzeptiert acepta aceptan aceptó accetta accettano accepte acceptent aceita aceitam \
         aceitou aanvaardt 接受",
        "ablehnt rechaza rechazan rechazó rifiuta rifiutano refusent recusa recusam recusou \
         weigert отказался отказалась отказались 拒绝 拒否",
    ),
    (
        7,
        "erlaubt erlauben permite permiten permitió permitem permitiu permette permettono \
         autorise autorisent разрешил разрешила разрешили разрешат يسمح تسمح 允许 許可",
        "verbietet verbieten prohíbe prohíben prohibió proíbe proíbem proibiu vieta vietano \
         interdit interdisent verbiedt запретил запретила запретили запретят yasakladı تحظر يحظر \
         禁止",
    ),
    (
        8,
        "verurteilt condena condenan condenó condenado condenada condenam condenou condanna \
         condannato condannata condannati condamne condamné condamnée condamnés veroordeeld \
         осудил осудили осужден осуждена ادانة 有罪",
        "freigesprochen absuelve absuelven absolvió absuelto absuelta absolve absolvem absolveu \
         absolvido absolvida assolve assolto assolta assolti acquitté acquittée acquittés \
         vrijgesproken оправдал оправдали оправдан оправдана براءة 无罪 無罪",
    ),
    (
        9,
        "öffnet öffnen eröffnet eröffnen abre abren abrió abrem abriu apre aprono aperto aperta \
         riapre riaperto riaperta ouvre ouvrent rouvre rouvrent opent открыл открыла открыли \
         открывает откроют открылся открылась açtı açıldı افتتاح افتتح يفتح 开放 重开 開放",
        "schließt schließen geschlossen cierra cierran cerró cerraron chiude chiudono chiuso \
         chiusa ferme fermé fermée fecham fechou fechado fechada sluit sluiten gesloten закрыл \
         закрыла закрыли закрывает закроют закрылся закрылась kapattı kapandı kapatıldı اغلاق \
         اغلق يغلق 关闭 關閉 閉鎖",
    ),
    (
        10,
        "beginnt beginnen begann startet starten comienza comienzan comenzó empieza empiezan \
         inicia inician inizia iniziano comincia cominciano débute débutent começa começam \
         começou begint начал начали начался началась начнется начнётся başladı başlıyor بدء 开始 \
         開始 启动",
        "endet enden endete beendet termina terminan terminó finaliza finalizan finisce finiscono \
         terminano terminam terminou eindigt закончил закончила закончился закончилась завершил \
         завершили завершился завершилась bitti انتهاء 结束 終了 终止",
    ),
    (
        12,
        "kauft kaufen compra compran compram achète achètent acquista koopt kopen купил купила \
         купили satın 购买 收购 買収",
        "verkauft verkaufen vende venden vendono vendem vend vendent verkoopt verkopen продал \
         продала продали 出售 売却",
    ),
    (
        17,
        "freigelassen liberan liberado liberada liberato libéré libérée liberados vrijgelaten \
         освобожден освобождён освобождена освобождены 获释 釈放",
        "festgenommen verhaftet detenido detenida detenidos arrestato arrestata arrestati arrêté \
         arrêtée arrêtés gearresteerd aangehouden задержан задержана задержаны арестован \
         арестована арестованы tutuklandı 被捕 逮捕",
    ),
    (
        24,
        "norden nördlich norte noord noorden север севера севере северный северной kuzey شمال \
         شمالي 北部",
        "süden südlich zuid zuiden юг юга юге южный южной güney جنوب جنوبي 南部",
    ),
    (
        25,
        "osten östlich oosten восток востока востоке восточный восточной doğu شرق شرقي 东部 東部",
        "westen westlich запад запада западе западный западной batı غرب غربي 西部",
    ),
];

/// Pairs that English has other words for: regains ground, loses it.
const MORE: [(&str, &str); 1] = [(
    "recupera recuperan recuperó recuperam recuperou recuperano riconquista récupère récupèrent 收复",
    "pierde pierden perdió perde perdono perdem perdeu perd perdent verliert verlor 失守",
)];

/// One bit a pair: which sides a title has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Opposites {
    one: u64,
    other: u64,
}

impl Opposites {
    /// The bits of either side.
    pub(super) fn sides(self) -> [u64; 2] {
        [self.one, self.other]
    }

    /// What has these bits.
    pub(super) fn of_sides([one, other]: [u64; 2]) -> Self {
        Self { one, other }
    }

    /// The words of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { one: self.one | other.one, other: self.other | other.other }
    }

    /// The pairs of which one title has one side only and the other title the other side only,
    /// one bit each.
    pub fn conflicts(self, with: Self) -> u64 {
        let (one, other) = (self.one & !self.other, self.other & !self.one);
        let (with_one, with_other) = (with.one & !with.other, with.other & !with.one);
        (one & with_other) | (other & with_one)
    }

    /// True where no word of any pair was noted.
    pub fn is_empty(self) -> bool {
        self.one | self.other == 0
    }
}

/// The sides a lower-case word stands on, where it belongs to a pair.
pub fn pair_of(word: &str) -> Option<Opposites> {
    SIDES.get(word).copied()
}

static SIDES: LazyLock<AHashMap<&'static str, Opposites>> = LazyLock::new(|| {
    let mut sides: AHashMap<&'static str, Opposites> = AHashMap::new();
    let own =
        ENGLISH.iter().chain(&MORE).enumerate().map(|(bit, (one, other))| (bit, *one, *other));
    for (bit, one, other) in own.chain(FOREIGN) {
        for word in one.split_whitespace() {
            sides.entry(word).or_default().one |= 1 << bit;
        }
        for word in other.split_whitespace() {
            sides.entry(word).or_default().other |= 1 << bit;
        }
    }
    sides
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::compatible;

    fn of(words: &str) -> Opposites {
        words.split(' ').filter_map(pair_of).fold(Opposites::default(), Opposites::and)
    }

    #[test]
    fn one_side_each_is_a_conflict() {
        assert_ne!(of("gold rises").conflicts(of("gold falls")), 0);
        assert_ne!(of("court upholds").conflicts(of("court strikes down")), 0);
        assert_eq!(of("gold rises").conflicts(of("gold soars")), 0);
        assert_eq!(of("gold rises").conflicts(of("gold rises then falls")), 0);
        assert_eq!(of("gold").conflicts(of("gold falls")), 0);
    }

    #[test]
    fn other_languages_share_the_english_pairs() {
        for (one, other) in [
            ("steigt", "sinkt"),
            ("sube", "cae"),
            ("растет", "падает"),
            ("上调", "下调"),
            ("condena", "absuelve"),
            ("recupera", "pierde"),
            ("ارتفاع", "انخفاض"),
            ("opens", "geschlossen"),
            ("север", "юг"),
        ] {
            assert_ne!(of(one).conflicts(of(other)), 0, "{one} / {other}");
        }
        assert_eq!(of("rises").conflicts(of("steigt")), 0);
        assert!(FOREIGN.iter().all(|(place, ..)| *place < ENGLISH.len()));
    }

    #[test]
    fn words_are_in_the_form_that_titles_have() {
        let given = |word: &&&str| **word == compatible(word);
        assert_eq!(SIDES.keys().filter(|word| !given(word)).count(), 0);
    }
}
