-- Made by commit d062703: two invented articles of the sample, shortened, one of them changed.
BEGIN TRANSACTION;
CREATE TABLE articles (
	id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	gone BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	author TEXT DEFAULT '' NOT NULL, 
	category TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	published DATE, 
	dated_by TEXT NOT NULL, 
	body TEXT NOT NULL, 
	titled_by TEXT DEFAULT 'source' NOT NULL, 
	notes TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('bhor-2025-112',3,0,X'733A868F5CF8BB3BF8BDE0ECC00ECAFC','वोनसान में किम जोंग-उन से मिले लावरोफ़, रक्षा संधि के अमल पर बात','https://bhorkidaak.example/duniya/2025/07/12/wonsan-lavrov','भोर की डाक','नीलिमा वशिष्ठ','दुनिया','hi','2025-07-12','metadata','रूस के विदेश मंत्री सेर्गेई लावरोफ़ तीन दिन की यात्रा पर उत्तर कोरिया में हैं। शनिवार को पूर्वी तट के शहर वोनसान में उन्होंने वहाँ के नेता किम जोंग-उन से भेंट की और इससे पहले अपनी समकक्ष चो सोन-हुई के साथ लंबी बातचीत की।
मॉस्को और प्योंगयांग इस बैठक को “रणनीतिक संवाद” का दूसरा दौर बता रहे हैं। पहला दौर पिछले साल नवंबर में मॉस्को में हुआ था। चर्चा का बड़ा हिस्सा जून 2024 की उस संधि पर रहा, जिसमें द अद्यतन।','source','');
INSERT INTO "articles" VALUES('gomti-2025-0714',2,0,X'94CDEABFE7B893F427085576E728F00E','वॉनसान में सर्गेई लावरोव का स्वागत, रूस और उत्तरी कोरिया ने दोहराया साथ','https://gomtiprahari.example/2025/07/lavrov-wonsan-yatra.html','गोमती प्रहरी','शिवनारायण त्रिवेदी','दुनिया','hi','2025-07-13','metadata','रूसी विदेश मन्त्री सर्गेई लावरोव ने उत्तरी कोरिया की यात्रा के दूसरे दिन वॉनसान नगर में सर्वोच्च नेता किम जोंग उन से भेंट की। १२ जुलाई की इस मुलाकात से कुछ घण्टे पूर्व वे अपनी समकक्ष चोए सोन हुई के साथ मेज पर बैठे थे।
प्योंग्यांग के सरकारी माध्यमों का कहना है कि किम ने यूक्रेन के प्रश्न पर रूस को बिना शर्त समर्थन का विश्वास दिलाया। रूसी पक्ष ने कुर्स्क क्षेत्र में उत्तरी कोरियाई सैनिकों के योगदान','source','');
CREATE TABLE displaced (
	seq_new BIGINT NOT NULL, 
	seq_old BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	author TEXT DEFAULT '' NOT NULL, 
	category TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	published DATE, 
	dated_by TEXT NOT NULL, 
	body TEXT NOT NULL, 
	titled_by TEXT DEFAULT 'source' NOT NULL, 
	notes TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (seq_new)
);
CREATE TABLE feeds (
	url TEXT NOT NULL, 
	source TEXT NOT NULL, 
	"full" BOOLEAN NOT NULL, 
	allow_private BOOLEAN NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	error TEXT NOT NULL, 
	gone BOOLEAN NOT NULL, 
	next_due BIGINT NOT NULL, 
	last_polled BIGINT NOT NULL, 
	failures BIGINT NOT NULL, 
	added BIGINT NOT NULL, 
	changed BIGINT NOT NULL, 
	PRIMARY KEY (url)
);
CREATE TABLE fetched_pages (
	entry TEXT NOT NULL, 
	article TEXT NOT NULL, 
	failures BIGINT NOT NULL, 
	next_due BIGINT NOT NULL, 
	PRIMARY KEY (entry)
);
CREATE TABLE origins (
	seq BIGINT NOT NULL, 
	token TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "origins" VALUES(0,'f463543119d0e807');
INSERT INTO "origins" VALUES(2,'357e17ce8bc77f2b');
INSERT INTO "origins" VALUES(3,'0a1949f77e012b49');
CREATE TABLE stamps (
	name TEXT NOT NULL, 
	analysis TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	token TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "stamps" VALUES('articles','',3,'0a1949f77e012b49');
INSERT INTO "stamps" VALUES('schema','',1,'8648c273879fa529');
INSERT INTO "stamps" VALUES('words','92180a2a8c9a26f0 letters numbers/63784590dfe94fa4',3,'0b88fd11dade74f8');
CREATE TABLE versions (
	id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	replaced_at DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	author TEXT DEFAULT '' NOT NULL, 
	category TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	published DATE, 
	dated_by TEXT NOT NULL, 
	body TEXT NOT NULL, 
	titled_by TEXT DEFAULT 'source' NOT NULL, 
	notes TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id, seq)
);
INSERT INTO "versions" VALUES('bhor-2025-112',1,'2026-11-30 01:04:12.584727','वोनसान में किम जोंग-उन से मिले लावरोफ़, रक्षा संधि के अमल पर बात','https://bhorkidaak.example/duniya/2025/07/12/wonsan-lavrov','भोर की डाक','नीलिमा वशिष्ठ','दुनिया','hi','2025-07-12','metadata','रूस के विदेश मंत्री सेर्गेई लावरोफ़ तीन दिन की यात्रा पर उत्तर कोरिया में हैं। शनिवार को पूर्वी तट के शहर वोनसान में उन्होंने वहाँ के नेता किम जोंग-उन से भेंट की और इससे पहले अपनी समकक्ष चो सोन-हुई के साथ लंबी बातचीत की।
मॉस्को और प्योंगयांग इस बैठक को “रणनीतिक संवाद” का दूसरा दौर बता रहे हैं। पहला दौर पिछले साल नवंबर में मॉस्को में हुआ था। चर्चा का बड़ा हिस्सा जून 2024 की उस संधि पर रहा, जिसमें द','source','');
CREATE TABLE words (
	word TEXT NOT NULL, 
	sound TEXT NOT NULL, 
	articles INTEGER NOT NULL, 
	PRIMARY KEY (word)
);
INSERT INTO "words" VALUES('12','=',1);
INSERT INTO "words" VALUES('2024','=',1);
INSERT INTO "words" VALUES('अपनी','apanI',2);
INSERT INTO "words" VALUES('अमल','amala',1);
INSERT INTO "words" VALUES('इस','isa',2);
INSERT INTO "words" VALUES('इससे','isase',1);
INSERT INTO "words" VALUES('उत्तर','uwwara',1);
INSERT INTO "words" VALUES('उत्तरी','uwwarI',1);
INSERT INTO "words" VALUES('उन','una',2);
INSERT INTO "words" VALUES('उन्होंने','unhoMne',1);
INSERT INTO "words" VALUES('उस','usa',1);
INSERT INTO "words" VALUES('और','Ora',2);
INSERT INTO "words" VALUES('कहना','kahanA',1);
INSERT INTO "words" VALUES('का','kA',2);
INSERT INTO "words" VALUES('कि','ki',1);
INSERT INTO "words" VALUES('किम','kima',2);
INSERT INTO "words" VALUES('की','kI',2);
INSERT INTO "words" VALUES('कुछ','kuCa',1);
INSERT INTO "words" VALUES('कुर्स्क','kurska',1);
INSERT INTO "words" VALUES('के','ke',2);
INSERT INTO "words" VALUES('को','ko',2);
INSERT INTO "words" VALUES('कोरिया','koriyA',2);
INSERT INTO "words" VALUES('कोरियाई','koriyAI',1);
INSERT INTO "words" VALUES('क्षेत्र','kRewra',1);
INSERT INTO "words" VALUES('घण्टे','GaNte',1);
INSERT INTO "words" VALUES('चर्चा','carcA',1);
INSERT INTO "words" VALUES('चो','co',1);
INSERT INTO "words" VALUES('चोए','coe',1);
INSERT INTO "words" VALUES('जिसमें','jisameM',1);
INSERT INTO "words" VALUES('जुलाई','julAI',1);
INSERT INTO "words" VALUES('जून','jUna',1);
INSERT INTO "words" VALUES('जोंग','joMga',2);
INSERT INTO "words" VALUES('तट','wata',1);
INSERT INTO "words" VALUES('तीन','wIna',1);
INSERT INTO "words" VALUES('था','WA',1);
INSERT INTO "words" VALUES('थे','We',1);
INSERT INTO "words" VALUES('द','xa',1);
INSERT INTO "words" VALUES('दिन','xina',2);
INSERT INTO "words" VALUES('दिलाया','xilAyA',1);
INSERT INTO "words" VALUES('दूसरा','xUsarA',1);
INSERT INTO "words" VALUES('दूसरे','xUsare',1);
INSERT INTO "words" VALUES('दोहराया','xoharAyA',1);
INSERT INTO "words" VALUES('दौर','xOra',1);
INSERT INTO "words" VALUES('नगर','nagara',1);
INSERT INTO "words" VALUES('नवंबर','navaMbara',1);
INSERT INTO "words" VALUES('ने','ne',1);
INSERT INTO "words" VALUES('नेता','newA',2);
INSERT INTO "words" VALUES('पक्ष','pakRa',1);
INSERT INTO "words" VALUES('पर','para',2);
INSERT INTO "words" VALUES('पहला','pahalA',1);
INSERT INTO "words" VALUES('पहले','pahale',1);
INSERT INTO "words" VALUES('पिछले','piCale',1);
INSERT INTO "words" VALUES('पूर्व','pUrva',1);
INSERT INTO "words" VALUES('पूर्वी','pUrvI',1);
INSERT INTO "words" VALUES('प्योंगयांग','pyoMgayAMga',1);
INSERT INTO "words" VALUES('प्योंग्यांग','pyoMgyAMga',1);
INSERT INTO "words" VALUES('प्रश्न','praSna',1);
INSERT INTO "words" VALUES('बड़ा','ba4A',1);
INSERT INTO "words" VALUES('बता','bawA',1);
INSERT INTO "words" VALUES('बात','bAwa',1);
INSERT INTO "words" VALUES('बातचीत','bAwacIwa',1);
INSERT INTO "words" VALUES('बिना','binA',1);
INSERT INTO "words" VALUES('बैठक','bETaka',1);
INSERT INTO "words" VALUES('बैठे','bETe',1);
INSERT INTO "words" VALUES('भेंट','BeMta',2);
INSERT INTO "words" VALUES('मंत्री','maMwrI',1);
INSERT INTO "words" VALUES('मन्त्री','manwrI',1);
INSERT INTO "words" VALUES('माध्यमों','mAXyamoM',1);
INSERT INTO "words" VALUES('मिले','mile',1);
INSERT INTO "words" VALUES('मुलाकात','mulAkAwa',1);
INSERT INTO "words" VALUES('में','meM',2);
INSERT INTO "words" VALUES('मेज','meja',1);
INSERT INTO "words" VALUES('मॉस्को','m0sko',1);
INSERT INTO "words" VALUES('यात्रा','yAwrA',2);
INSERT INTO "words" VALUES('यूक्रेन','yUkrena',1);
INSERT INTO "words" VALUES('योगदान','yogaxAna',1);
INSERT INTO "words" VALUES('रक्षा','rakRA',1);
INSERT INTO "words" VALUES('रणनीतिक','raNanIwika',1);
INSERT INTO "words" VALUES('रहा','rahA',1);
INSERT INTO "words" VALUES('रहे','rahe',1);
INSERT INTO "words" VALUES('रूस','rUsa',2);
INSERT INTO "words" VALUES('रूसी','rUsI',1);
INSERT INTO "words" VALUES('लंबी','laMbI',1);
INSERT INTO "words" VALUES('लावरोफ़','lAvaro8a',1);
INSERT INTO "words" VALUES('लावरोव','lAvarova',1);
INSERT INTO "words" VALUES('वहाँ','vahAM',1);
INSERT INTO "words" VALUES('विदेश','vixeSa',2);
INSERT INTO "words" VALUES('विश्वास','viSvAsa',1);
INSERT INTO "words" VALUES('वे','ve',1);
INSERT INTO "words" VALUES('वॉनसान','v0nasAna',1);
INSERT INTO "words" VALUES('वोनसान','vonasAna',1);
INSERT INTO "words" VALUES('शनिवार','SanivAra',1);
INSERT INTO "words" VALUES('शर्त','Sarwa',1);
INSERT INTO "words" VALUES('शहर','Sahara',1);
INSERT INTO "words" VALUES('संधि','saMXi',1);
INSERT INTO "words" VALUES('संवाद','saMvAxa',1);
INSERT INTO "words" VALUES('समकक्ष','samakakRa',2);
INSERT INTO "words" VALUES('समर्थन','samarWana',1);
INSERT INTO "words" VALUES('सरकारी','sarakArI',1);
INSERT INTO "words" VALUES('सर्गेई','sargeI',1);
INSERT INTO "words" VALUES('सर्वोच्च','sarvocca',1);
INSERT INTO "words" VALUES('साथ','sAWa',2);
INSERT INTO "words" VALUES('साल','sAla',1);
INSERT INTO "words" VALUES('से','se',2);
INSERT INTO "words" VALUES('सेर्गेई','sergeI',1);
INSERT INTO "words" VALUES('सैनिकों','sEnikoM',1);
INSERT INTO "words" VALUES('सोन','sona',2);
INSERT INTO "words" VALUES('स्वागत','svAgawa',1);
INSERT INTO "words" VALUES('हिस्सा','hissA',1);
INSERT INTO "words" VALUES('हुआ','huA',1);
INSERT INTO "words" VALUES('हुई','huI',2);
INSERT INTO "words" VALUES('है','hE',1);
INSERT INTO "words" VALUES('हैं','hEM',1);
INSERT INTO "words" VALUES('अद्यतन','axyawana',1);
CREATE UNIQUE INDEX articles_in_order ON articles (seq, gone);
COMMIT;
