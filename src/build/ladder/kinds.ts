/*
 * What kind of thing a title or a category names. Words are patterns, with a blank between; Latin ones stand alone,
 * Japanese ones may be joined to others.
 */

/** A title or category with one of these: size is how much it holds. */
export const CAPACITY = anyOf(
  `bag bags box boxes container pot pots pan basket bottle cup mug bin crate tote suitcase tray
    jar tank drawer storage bowl backpack`,
  '箱 袋 鍋 ボトル バッグ ケース かご 容器 ボックス',
)

/** A title or category with one of these: size is whom it fits, and no size is above another. */
export const CLOTHING = anyOf(
  `t-?shirts? shirts? blouses? polos? dress(es)? skirts? shorts suits? blazers? shoes? boots?
    sneakers? sandals? slippers? socks? tights stockings jeans trousers pants jackets? coats?
    sweaters? cardigans? hoodies? apparel clothing clothes fashion gloves? hats? beanies?
    helmets? belts? rings? bracelets? jewell?ery bras? underwear swimwear wetsuits? leggings
    wear footwear schuhe? stiefel hemd kleid socken jacke mantel größe chaussures chemise
    pantalon taille dogs? pupp(y|ies) kittens? collars? harness(es)? nappies diapers?`,
  '犬 猫 おむつ 服 シャツ 靴 スニーカー ズボン スカート ワンピース ジャケット コート 手袋 帽子 指輪 ベルト ヘルメット',
)

/** Likewise: a length is what or whom it fits, and one in millimetres always is. */
export const FITTED = anyOf(
  `lens(es)? filters? frames? tubes? tyres? tires? wheels? rims? saddles? kids child(ren)?('s)?
    mattress(es)? beds? duvets? sheets pillowcases? curtains? blinds? straps? necklaces? laces
    skis? snowboards? poles? bits? spanners? wrench(es)? sockets? screws? bolts? nuts? nails?
    pipes? fittings? wipers? lids? covers? sleeves? cases? protectors? guards? mounts? rohre?
    schrauben? matratzen? bett`,
  'レンズ タイヤ マットレス 布団 カーテン 蓋 ふた カバー ケース ねじ ネジ スキー',
)

/**
 * What comes in generations, or in models by number: "Nova 5", "K4". The number of a shade, a volume, a vintage, a pasta
 * or a pencil is a name.
 */
export const NUMBERED = anyOf(
  `electronics? phones? smartphones? cell mobiles? tablets? ipads? laptops? notebooks?
    ultrabooks? convertibles? chromebooks? computers? pcs? workstations? desktops? gaming
    consoles? cameras? camcorders? drones? lens(es)? headphones? headsets? earphones? earbuds?
    in-ear over-ear on-ear audio hi-?fi speakers? soundbars? amplifiers? receivers? tvs?
    televisions? projectors? monitors? displays? printers? scanners? routers? e-?readers?
    players? wearables? smart_?watch(es)? watch(es)? trackers? keyboards? mouse mice software
    games? apps? appliances? machines? espresso vacuums? cleaners? washers? dryers? dishwashers?
    fridges? refrigerators? freezers? ovens? microwaves? hobs? mixers? blenders? processors?
    grinders? kettles? toasters? cookers? fryers? shavers? razors? trimmers? toothbrush(es)?
    hair_?dryers? drills? saws? sanders? mowers? chainsaws? generators? compressors?
    power_tools? bikes? bicycles? e-bikes? scooters? mtb golf treadmills? robots? strollers?
    car_seats? fans? heaters? purifiers? humidifiers? thermostats? doorbells? synthesi[sz]ers?
    pianos? guitars? handys? kameras? kopfhörer lautsprecher fernseher drucker maschinen?
    staubsauger fahrräder fahrrad rasierer webcams? graphics motherboards? nas modems? microphones?
    turntables? telescopes? binoculars? irons? sewing`,
  'スマホ スマートフォン 携帯 タブレット パソコン カメラ ゲーム イヤホン ヘッドホン スピーカー テレビ モニター 時計 プリンター ドローン 家電 掃除機 洗濯機 冷蔵庫 炊飯器 自転車 工具 ソフト',
)

/** A title or category with one of these is software: it comes for the home, for the business. */
export const SOFTWARE = anyOf(`software apps? licen[cs]es? windows office`, 'ソフト')

/** A category with one of these: a number from 10 to 19 in the name is a screen, no generation. */
export const SCREENS =
  /laptop|notebook|ultrabook|netbook|workstation|chromebook|convertible|gaming|monitor|\btvs?\b|television|ノートパソコン|モニター|テレビ/u

/** Named for what it fits; its tiers and generations are those of the other thing. */
export const ACCESSORY =
  /(?<![\p{L}\d])(cases?|covers?|sleeves?|screen protectors?|protectors?|chargers?|cables?|adapters?|adaptors?|straps?|mounts?|docks?|hubs?|holsters?|skins?|ear ?pads|refills?|cartridges?|filters?|lids?|guards?|batter(?:y|ies)|power banks?|holders?)(?![\p{L}\d])|ケース|カバー|フィルム|充電器|ケーブル|アダプター|ストラップ|スリーブ|ハブ|替え|カートリッジ|フィルター|バッテリー/u

/** Blanks within a word are written as `_`. */
function anyOf(latin: string, japanese: string): RegExp {
  const words = latin.split(/\s+/).join('|').replaceAll('_', ' ')
  return new RegExp(`\\b(${words})\\b|${japanese.replaceAll(' ', '|')}`, 'u')
}
