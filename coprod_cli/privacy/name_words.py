"""Word lists for finding names: words that introduce a name, and capitalised common words."""

from coprod_cli.privacy.number_context import words


def _with_definite(nouns: str, ending: str) -> frozenset[str]:
    """Return Swedish nouns with their definite forms: "läkare" and "läkaren"."""
    return frozenset(form for noun in nouns.split() for form in (noun, noun + ending))


SHORTENED = words(
    "läk dr drs hr frk öl ul pat pt prof mr mrs ms mx rev st leg ssk dsk usk doc physio sköt bitr "
    "spec distr överläk",
    "underläk distriktsläk öläk sjukskö distrsk bmorska sekr handl terap arbterap fysio kur ark",
)
# Only with a capital: "miss" is also a verb, and "ms" a disease.
ALWAYS_CAPITAL = words("sr mr mrs ms mx miss sir dame rev")
TITLES = (
    words(
        "dr doctor prof professor nurse sister matron midwife physiotherapist physio therapist",
        "psychologist psychiatrist surgeon consultant pharmacist dietitian dietician paramedic",
        "carer caregiver counsellor counselor chaplain pastor reverend neighbour neighbor friend",
        "colleague patient client worker secretary receptionist cardiologist oncologist",
        "neurologist geriatrician paediatrician pediatrician gynaecologist anaesthetist",
        "radiologist gp registrar porter practitioner coordinator navigator interpreter teacher",
        "volunteer peer boss supervisor student daughter mother father mum mom dad wife husband",
        "partner son brother niece nephew cousin aunt uncle grandma grandpa granny grandmother",
        "grandfather grandson granddaughter girlfriend boyfriend fiancé fiancée fiance fiancee",
        "stepson stepdaughter stepmother stepfather twin widow widower baby mother-in-law",
        "father-in-law daughter-in-law son-in-law sister-in-law brother-in-law nan auntie",
        "child toddler stepmum stepmom stepdad stepbrother stepsister godmother godfather godson",
        "goddaughter gran grandad granddad nana mam mama papa mommy mummy daddy hubby attending",
        "hospitalist intern anesthesiologist anaesthesiologist obstetrician urologist",
        "dermatologist haematologist hematologist endocrinologist nephrologist rheumatologist",
        "pulmonologist dtr audiologist podiatrist dentist hygienist phlebotomist radiographer",
        "sonographer doula",
        "boy girl lady gentleman resident kin läk",
        "doc drs fr frk hr mme madame madam monsieur señor señora sra srta signor signora mevrouw",
        "meneer lord imam rabbi vicar bishop deacon priest nun monk curate elder sheikh haji hajji",
        "constable sergeant inspector detective councillor judge solicitor barrister lawyer "
        "captain",
        "ex sis bro hubby missus auntie aunty nanna nanny gramps pops grandpop grandchild godchild",
        "landlord landlady lodger tenant roommate flatmate housemate buddy mate pal coach tutor",
        "mentor driver cleaner receptionist tech stepparent guardian trainee orderly osteopath",
        "chiropractor keyworker caseworker healthcare-assistant optician ot hca great-aunt sib",
        "relative caller visitor guest woman schoolfriend neighbour's chaperone midwives uncle's",
        "orthoptist chemist dietetist locum houseman sho dispenser intern ambulanceman registrar",
    )
    | words(
        "fadder gudmor gudfar gudson guddotter svägerska brorsa syrra morsan farsan gubben gumman",
        "pojkvännen flickvännen killen tjejen exet ex-sambon grabben tösen barnflickan nannyn",
        "hyresvärd hyresvärden hyresgäst imamen rabbinen frisör frisören städare städaren polis",
        "polisen chaufför chauffören vaktmästare vaktmästaren receptionist receptionisten",
        "telefonist coach coachen mentor mentorn anhörig anhöriga anhörige fosterhemsmamman boende",
        "förälder sonhustru sonhustrun lillan lillen äldste yngste äldsta yngsta pat pt dr:n "
        "kvinna",
        "docenten distrikts-ssk röntgensjuksköterska op-ssk iva-ssk avd-chef vec öl ul nattssk",
        "distriktsyrran storasyrran lillbrorsan rumskompis medpatient gäst gästen besökare anh",
        "närstående nok släkting släktingen stödperson stödpersonen ledsagare ledsagaren "
        "avlösare avlösaren",
        "sjukgymn arbterap bmorska sjuksk distriktssk distrsk undersk barnmorsk sjukhuspräst",
    )
    | words()
    | words(
        "doktor docent syster ssk dsk usk herr fru fröken farbror tant mamma pappa mormor morfar",
        "farmor farfar dottern dotter son sonen bror brodern systern maka makan maken hustru",
        "hustrun frun sambo sambon särbo särbon sonson dotterson dotterdotter sondotter kusin",
        "kusinen moster faster morbror svärmor svärfar svärson svärdotter vän vännen väninna",
        "väninnan granne grannen kollega kollegan kollegorna bebis bebisen pojken flickan",
        "patienten patient kontaktperson kontaktpersonen lillasyster storasyster lillebror",
        "storebror barnbarn barnbarnet tvilling änka änkan änkling chefen chef rektor rektorn",
        "prästen präst diakon diakonen kvinnan mannen mor mamman pappan klient klienten elev",
        "eleven brukaren svärmodern svärfadern svärsonen svärdottern svåger svågern svägerska",
        "svägerskan styvson styvsonen styvdotter styvdottern styvpappa styvmamma bonuspappa",
        "bonusmamma bonusson bonusdotter systerson systersonen systerdotter systerdottern brorson",
        "brorsonen brorsdotter brorsdottern dotterdottern dottersonen sonsonen sondottern fadern",
        "mostern fastern tvillingen fästman fästmannen fästmö fästmön exman exmannen exfru exfrun",
        "brorsan syrran",
    )
    | _with_definite(
        "läkare överläkare underläkare specialistläkare distriktsläkare husläkare sjuksköterska "
        "distriktssköterska barnmorska undersköterska skötare sköterska specialistsjuksköterska "
        "tandläkare biståndshandläggare handläggare samordnare apotekare kirurg "
        "barnläkare psykiatriker lärare assistent ögonläkare hudläkare ortoped narkosläkare "
        "kontaktsjuksköterska röntgensjuksköterska skolsköterska bvc-sköterska vårdare stödpedagog "
        "hemtjänstpersonal sekreterare verksamhetsutvecklare",
        "n",
    )
    | _with_definite(
        "kurator professor doktor tandhygienist psykolog fysioterapeut sjukgymnast arbetsterapeut "
        "dietist logoped farmaceut enhetschef verksamhetschef vårdenhetschef koordinator terapeut "
        "vårdbiträde socionom socialsekreterare psykoterapeut avdelningschef ortoped assistent "
        "vårdsamordnare jurist receptarie tolk läkarsekreterare kirurg kardiolog neurolog onkolog",
        "en",
    )
    | words(
        "kuratorn professorn doktorn koordinatorn vårdbiträdet rehabkoordinator rehabkoordinatorn",
        "lege legen fastlege fastlegen sykepleier sykepleieren jordmor jordmoren læge lægen",
        "sygeplejerske sygeplejersken overlege overlæge datter datteren sønn sønnen søn søster",
        "søsteren kone konen hoitaja sairaanhoitaja lääkäri rouva herra terapeuten",
    )
)
# After these, more than one name may come: "her sons Ali and Omar".
PLURALS = words(
    "sons daughters brothers sisters twins parents grandparents children kids friends neighbours",
    "neighbors colleagues cousins nieces nephews aunts uncles grandchildren grandsons doctors drs",
    "nurses granddaughters carers stepsons stepdaughters siblings flatmates therapists",
    "söner sönerna döttrar döttrarna barnen barnbarnen bröder bröderna systrar systrarna föräldrar",
    "föräldrarna syskonen tvillingar tvillingarna vänner vännerna grannar grannarna kusiner",
    "kusinerna sköterskor sköterskorna läkarna kollegor morföräldrarna farföräldrarna makarna",
)
# These words have other meanings, so a possessive must come before them: "hennes man Lars".
OWNED = words(
    "man far make barn mother's hund katt dog cat morsa farsa kille tjej flickvän pojkvän mans",
    "mann kids guy bf gf so mil fil sil unge pojke flicka kärleken älskade ex käresta mosse missis",
)
OWNERS = words(
    "min mitt mina din ditt dina sin sitt sina hans hennes hens deras vår vårt er ert my your",
    "his her their our whose hendes",
)
# Words for "is called", each with the words of which one must come before it; none means any.
INTRODUCTIONS: dict[str, frozenset[str]] = {
    "heter": words("jag hon han hen som de"),
    "hette": words("jag hon han hen som de"),
    "named": frozenset(),
    "called": words(
        "woman man girl boy nurse daughter son is was person someone lady doctor",
    ),
    "is": words("name"),
    "am": words("i"),
    "är": words("namn jag"),
    "kallas": words("hon han hen som"),
    "namn": words("vid"),
    "aka": frozenset(),
    "alias": frozenset(),
}
COMMON_CAPITALS = (
    words(
        "ringer kommer säger frågar svarar sitter står går arbetar jobbar berättar tycker asks",
        "says calls comes works tells thinks writes knows",
    )
    | words(
        "the a an and but or so then than this that these those there here he she it we they you",
        "i his her its our their your my when where why who what which how if as at by for from",
        "in into of on to with without after before because since until while although though",
        "however not no yes all any some every each both many much more most one two three four",
        "five six seven eight nine ten is was are were be been has have had do does did can could",
        "will would shall should may might must also again always never now today tomorrow",
        "yesterday later soon still just only even perhaps maybe please thank thanks sorry hello",
        "dear during once about over under i'm i've i'd i'll it's he's she's we're they're that's",
        "there's what's let's don't didn't nothing everything something nobody everybody somebody",
        "another other others such same first second third last next finally meanwhile instead",
        "afterwards everyone someone okay sure take tell sit open breathe",
    )
    | words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april",
        "june july august september october november december christmas easter english swedish",
        "norwegian danish finnish british american european arabic somali polish spanish french",
        "german nhs google covid doctors nurses patients care health hospital clinic centre",
        "center ward unit department service services team safety association council board",
        "advisory experience liaison portal record records support group network practitioner",
        "manager management emeritus led call line station education information leaflet school",
        "university college society union federation day week year room house street who's",
        "internet wikipedia facebook teams zoom specialist coordinator assistant associate",
        "director lead head story voice journey rights contract charter partnership engagement",
        "involvement summary consent questionnaire section chapter table figure appendix question",
        "answer note case part thanksgiving halloween ramadan medicine surgery cardiology",
        "neurology oncology psychiatry radiology orthopaedics orthopedics paediatrics pediatrics",
        "geriatrics maternity pharmacy pathology urology",
    )
    | words(
        "jag du han hon hen den det vi ni de dom man min mitt mina din ditt dina sin sitt sina",
        "hans hennes hens deras vår vårt våra er ert era en ett och men eller så då där här när",
        "var vart vem vad vilken vilket vilka varför hur om att som på av till från för med utan",
        "efter innan före under över mellan genom hos vid kring mot inte ingen inget inga ja nej",
        "alla allt någon något några varje båda många mycket mer mest två tre fyra fem sex sju",
        "åtta nio tio är blev blir har hade kan kunde ska skulle vill ville måste får fick gör",
        "gjorde också igen alltid aldrig nu idag imorgon igår senare snart fortfarande bara",
        "kanske tack hej bästa kära sedan sen därför eftersom medan trots ändå dock dessutom",
        "däremot samtidigt ibland ofta redan till tills enligt detta denna dessa annars annan",
        "andra första sista nästa ur ut upp ner in hit dit i å o dag dagen vecka året veckan hej",
        "hejdå absolut okej precis egentligen tyvärr slutligen",
    )
    | words(
        "måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni",
        "juli augusti oktober jul påsk midsommar svenska engelska vårdcentralen vårdcentral",
        "sjukhuset akuten avdelningen avdelning kommunen regionen region hemtjänsten",
        "socialtjänsten mottagningen apoteket försäkringskassan skolan patienten patienter",
        "sverige norge danmark finland region teamet enheten kliniken bvc bup kaffe vården hälsan",
        "journalen medicin medicinen kirurgi kirurgen ortopedi ortopeden kardiologi neurologi",
        "onkologi psykiatri psykiatrin geriatrik geriatriken röntgen labbet gyn urologi urologen",
        "infektion julafton nyårsafton midsommarafton pingst",
    )
)
