/** The emoji that one can pick or write by name: a sign and its names, the first of which is shown. */
export const GROUPS = [
  ['Faces', `
    😀 grinning / 😃 smiley / 😄 smile happy / 😁 grin / 😆 laughing satisfied / 😅 sweat_smile relief
    😂 joy tears / 🤣 rofl lol / 🙂 slight_smile / 🙃 upside_down / 😉 wink / 😊 blush / 😇 innocent angel
    🥰 smiling_hearts / 😍 heart_eyes / 🤩 star_struck / 😘 kissing_heart / 😋 yum tasty / 😛 tongue
    😜 winking_tongue / 🤪 zany / 🤗 hug hugging / 🤭 giggle / 🤫 shush quiet / 🤔 thinking hmm / 🫡 salute
    🤐 zipper_mouth / 🤨 raised_eyebrow / 😐 neutral / 😑 expressionless / 😶 no_mouth / 😏 smirk / 😒 unamused
    🙄 roll_eyes / 😬 grimacing awkward / 😌 relieved / 😔 pensive / 😪 sleepy / 😴 sleeping zzz / 😷 mask
    🤒 thermometer_face ill / 🤕 bandage hurt / 🤢 nauseated / 🤧 sneeze / 🥵 hot_face / 🥶 cold_face
    😵 dizzy_face / 🤯 mind_blown / 🥳 partying / 😎 sunglasses cool / 🤓 nerd / 🧐 monocle / 😕 confused
    🫤 diagonal_mouth / 😟 worried / 🙁 slight_frown / 😮 open_mouth wow / 😲 astonished / 😳 flushed
    🥺 pleading / 🥹 holding_tears / 😨 fearful / 😰 anxious / 😢 cry sad / 😭 sob / 😱 scream / 😩 weary
    😤 huff / 😡 rage / 😠 angry / 🤬 cursing / 😈 smiling_imp / 💀 skull dead / 💩 poop / 🤡 clown / 👻 ghost
    👽 alien / 🤖 robot bot / 🫠 melting / 🫣 peeking / 🥲 smiling_tear`],
  ['People', `
    👍 thumbsup +1 yes / 👎 thumbsdown -1 no / 👏 clap applause / 🙌 raised_hands hooray
    🙏 pray thanks please / 👋 wave hello hi bye / 🤝 handshake deal / 💪 muscle strong / 👌 ok_hand
    🤌 pinched / ✌️ victory peace / 🤞 fingers_crossed luck / 🤟 love_you / 🤘 horns rock / 👈 point_left
    👉 point_right / 👆 point_up / 👇 point_down / ☝️ index_up / ✋ hand stop / 🖐️ splayed_hand / 🖖 vulcan
    ✊ fist / 👊 punch / 🫶 heart_hands / ✍️ writing / 🤳 selfie / 👀 eyes look / 🧠 brain / 🗣️ speaking
    👤 person / 👥 people / 🤷 shrug / 🤦 facepalm / 🙋 raising_hand question_me / 🙇 bow sorry / 🏃 running
    🚶 walking / 🧘 meditation / 💃 dancer / 🕺 man_dancing / 👶 baby / 🧑‍💻 technologist coder
    🧑‍🔬 scientist / 🧑‍🎨 artist / 🧑‍🚀 astronaut / 🦸 superhero / 🧙 mage wizard / 🎅 santa`],
  ['Nature', `
    🐶 dog / 🐱 cat / 🐭 mouse / 🐰 rabbit / 🦊 fox / 🐻 bear / 🐼 panda / 🐨 koala / 🐯 tiger / 🦁 lion / 🐮 cow
    🐷 pig / 🐸 frog / 🐵 monkey / 🙈 see_no_evil / 🙉 hear_no_evil / 🙊 speak_no_evil / 🐔 chicken / 🐧 penguin
    🐦 bird / 🦆 duck / 🦉 owl / 🐝 bee / 🐛 bug / 🦋 butterfly / 🐌 snail / 🐞 ladybug / 🐢 turtle / 🐍 snake
    🐙 octopus / 🦀 crab / 🐠 fish / 🐬 dolphin / 🐳 whale / 🦄 unicorn / 🐴 horse / 🐘 elephant / 🦔 hedgehog
    🌱 seedling sprout / 🌲 tree / 🌳 deciduous_tree / 🌵 cactus / 🍀 four_leaf_clover / 🍁 maple_leaf
    🍄 mushroom / 🌷 tulip / 🌹 rose / 🌻 sunflower / 🌸 cherry_blossom / 💐 bouquet / 🌍 earth world / 🌙 moon
    ⭐ star / 🌟 glowing_star / ✨ sparkles / ⚡ zap lightning / 🔥 fire / ☀️ sun sunny / ⛅ partly_sunny
    ☁️ cloud / 🌧️ rain / ⛈️ storm / 🌈 rainbow / ❄️ snowflake / ☃️ snowman / 💧 droplet / 🌊 ocean`],
  ['Food', `
    🍏 green_apple / 🍎 apple / 🍊 orange / 🍋 lemon / 🍌 banana / 🍉 watermelon / 🍇 grapes / 🍓 strawberry
    🍒 cherries / 🍑 peach / 🥑 avocado / 🍅 tomato / 🥕 carrot / 🌽 corn / 🌶️ hot_pepper / 🥔 potato / 🍞 bread
    🥐 croissant / 🥨 pretzel / 🧀 cheese / 🥚 egg / 🍳 cooking / 🥞 pancakes / 🍔 hamburger / 🍟 fries
    🍕 pizza / 🌭 hotdog / 🥪 sandwich / 🌮 taco / 🥗 salad / 🍝 spaghetti / 🍜 ramen / 🍣 sushi / 🍚 rice
    🍦 icecream / 🍩 doughnut / 🍪 cookie / 🎂 birthday cake / 🍰 shortcake / 🍫 chocolate / 🍿 popcorn
    ☕ coffee / 🍵 tea / 🥛 milk / 🍺 beer / 🍻 beers cheers / 🥂 clinking_glasses / 🍷 wine / 🍹 cocktail
    🧃 juice`],
  ['Activities', `
    ⚽ soccer / 🏀 basketball / 🏈 football / 🎾 tennis / 🏐 volleyball / 🏓 ping_pong / 🎯 dart target
    🎮 video_game / 🎲 dice / ♟️ chess / 🧩 puzzle jigsaw / 🎨 art / 🎭 theater / 🎵 note music / 🎸 guitar
    🎹 piano / 🎤 microphone / 🎧 headphones / 🎬 clapper movie / 📷 camera / 🏆 trophy / 🥇 first_place
    🥈 second_place / 🥉 third_place / 🎉 tada party / 🎊 confetti / 🎈 balloon / 🎁 gift present
    🎄 christmas_tree / 🎃 pumpkin / 🚴 biking / 🏊 swimming / 🧗 climbing / ⛷️ skiing / 🏄 surfing`],
  ['Places', `
    🚗 car / 🚕 taxi / 🚌 bus / 🚑 ambulance / 🚒 fire_engine / 🚲 bike / 🚂 train / 🚇 metro
    ✈️ airplane flight / 🚀 rocket launch ship_it / 🛸 ufo / 🚢 ship / ⛵ sailboat / ⚓ anchor / 🗺️ map
    🏠 house home / 🏢 office / 🏥 hospital / 🏫 school / 🏖️ beach / ⛰️ mountain / 🏕️ camping / 🌋 volcano
    🏙️ cityscape / 🌅 sunrise / 🌃 night / 🚧 construction / 🚦 traffic_light / ⛽ fuel`],
  ['Things', `
    ⌚ watch / 📱 phone mobile / 💻 laptop computer / ⌨️ keyboard / 🖥️ desktop / 🖨️ printer / 💾 floppy save
    💡 bulb idea / 🔦 flashlight / 🔋 battery / 🔌 plug / 📞 telephone / 📺 tv / ⏰ alarm_clock / ⏳ hourglass
    🔍 mag search / 🔒 lock / 🔓 unlock / 🔑 key / 🔨 hammer / 🔧 wrench fix / 🪛 screwdriver
    ⚙️ gear settings / 🧪 test_tube / 🔬 microscope / 🔭 telescope / 💊 pill / 🩹 plaster / 🧹 broom cleanup
    🧺 basket / 📦 package / 📫 mailbox / ✉️ envelope / 📝 memo note_paper / ✏️ pencil / 🖊️ pen
    📌 pin pushpin / 📎 paperclip / ✂️ scissors / 📁 folder / 📅 calendar date / 📈 chart_up / 📉 chart_down
    📊 bar_chart / 📚 books / 📖 book / 🔖 bookmark / 📰 newspaper / 💰 money / 💳 card / 🧾 receipt / 🛒 cart
    🗑️ wastebasket trash / 🔔 bell / 🔕 no_bell / 📣 megaphone / 🪄 magic_wand / 👑 crown / 💎 gem / 👓 glasses
    🎒 backpack / ☂️ umbrella`],
  ['Signs', `
    ❤️ heart love / 🧡 orange_heart / 💛 yellow_heart / 💚 green_heart / 💙 blue_heart / 💜 purple_heart
    🖤 black_heart / 🤍 white_heart / 💔 broken_heart / 💕 two_hearts / 💯 hundred 100 / 💥 boom / 💫 dizzy
    💬 speech / 💭 thought / 💤 zzz_sign / ✅ check done white_check_mark / ☑️ checked_box / ✔️ heavy_check
    ❌ cross x / ❎ cross_box / ➕ plus / ➖ minus / ❓ question / ❗ exclamation / ‼️ bangbang / ⚠️ warning
    🚫 forbidden / ⛔ no_entry / 🆗 ok / 🆕 new / 🆘 sos / 🔴 red_circle / 🟠 orange_circle / 🟡 yellow_circle
    🟢 green_circle / 🔵 blue_circle / ⚪ white_circle / ⚫ black_circle / 🔁 repeat / 🔄 refresh
    ⏩ fast_forward / ⏸️ pause / ▶️ play / ⬆️ arrow_up / ⬇️ arrow_down / ⬅️ arrow_left / ➡️ arrow_right
    ♻️ recycle / ♾️ infinity / 🏁 finish_flag / 🚩 red_flag / 🏳️‍🌈 rainbow_flag`],
];
