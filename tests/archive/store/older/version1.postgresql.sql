-- Made by commit d062703, as beside; by pg_dump.
CREATE TABLE public.articles (
    id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    gone boolean NOT NULL,
    digest bytea NOT NULL,
    title text NOT NULL,
    url text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    author text DEFAULT ''::text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    published date,
    dated_by text NOT NULL,
    body text NOT NULL,
    titled_by text DEFAULT 'source'::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL
);
ALTER TABLE ONLY public.articles ALTER COLUMN body SET COMPRESSION lz4;
CREATE TABLE public.displaced (
    seq_new bigint NOT NULL,
    seq_old bigint NOT NULL,
    id text NOT NULL,
    title text NOT NULL,
    url text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    author text DEFAULT ''::text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    published date,
    dated_by text NOT NULL,
    body text NOT NULL,
    titled_by text DEFAULT 'source'::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL
);
ALTER TABLE ONLY public.displaced ALTER COLUMN body SET COMPRESSION lz4;
CREATE TABLE public.feeds (
    url text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL,
    "full" boolean NOT NULL,
    allow_private boolean NOT NULL,
    etag text NOT NULL,
    last_modified text NOT NULL,
    error text NOT NULL,
    gone boolean NOT NULL,
    next_due bigint NOT NULL,
    last_polled bigint NOT NULL,
    failures bigint NOT NULL,
    added bigint NOT NULL,
    changed bigint NOT NULL
);
CREATE TABLE public.fetched_pages (
    entry text NOT NULL COLLATE pg_catalog."C",
    article text NOT NULL,
    failures bigint NOT NULL,
    next_due bigint NOT NULL
);
CREATE TABLE public.origins (
    seq bigint NOT NULL,
    token text NOT NULL
);
CREATE TABLE public.stamps (
    name text NOT NULL,
    analysis text NOT NULL,
    seq bigint NOT NULL,
    token text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.versions (
    id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    title text NOT NULL,
    url text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    author text DEFAULT ''::text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    published date,
    dated_by text NOT NULL,
    body text NOT NULL,
    titled_by text DEFAULT 'source'::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.words (
    word text NOT NULL COLLATE pg_catalog."C",
    sound text NOT NULL,
    articles integer NOT NULL
);
INSERT INTO public.articles VALUES ('gomti-2025-0714', 2, false, '\x94cdeabfe7b893f427085576e728f00e', 'वॉनसान में सर्गेई लावरोव का स्वागत, रूस और उत्तरी कोरिया ने दोहराया साथ', 'https://gomtiprahari.example/2025/07/lavrov-wonsan-yatra.html', 'गोमती प्रहरी', 'शिवनारायण त्रिवेदी', 'दुनिया', 'hi', '2025-07-13', 'metadata', 'रूसी विदेश मन्त्री सर्गेई लावरोव ने उत्तरी कोरिया की यात्रा के दूसरे दिन वॉनसान नगर में सर्वोच्च नेता किम जोंग उन से भेंट की। १२ जुलाई की इस मुलाकात से कुछ घण्टे पूर्व वे अपनी समकक्ष चोए सोन हुई के साथ मेज पर बैठे थे।
प्योंग्यांग के सरकारी माध्यमों का कहना है कि किम ने यूक्रेन के प्रश्न पर रूस को बिना शर्त समर्थन का विश्वास दिलाया। रूसी पक्ष ने कुर्स्क क्षेत्र में उत्तरी कोरियाई सैनिकों के योगदान', 'source', '');
INSERT INTO public.articles VALUES ('bhor-2025-112', 3, false, '\x733a868f5cf8bb3bf8bde0ecc00ecafc', 'वोनसान में किम जोंग-उन से मिले लावरोफ़, रक्षा संधि के अमल पर बात', 'https://bhorkidaak.example/duniya/2025/07/12/wonsan-lavrov', 'भोर की डाक', 'नीलिमा वशिष्ठ', 'दुनिया', 'hi', '2025-07-12', 'metadata', 'रूस के विदेश मंत्री सेर्गेई लावरोफ़ तीन दिन की यात्रा पर उत्तर कोरिया में हैं। शनिवार को पूर्वी तट के शहर वोनसान में उन्होंने वहाँ के नेता किम जोंग-उन से भेंट की और इससे पहले अपनी समकक्ष चो सोन-हुई के साथ लंबी बातचीत की।
मॉस्को और प्योंगयांग इस बैठक को “रणनीतिक संवाद” का दूसरा दौर बता रहे हैं। पहला दौर पिछले साल नवंबर में मॉस्को में हुआ था। चर्चा का बड़ा हिस्सा जून 2024 की उस संधि पर रहा, जिसमें द अद्यतन।', 'source', '');
INSERT INTO public.origins VALUES (0, '1a32c724a0a948c0');
INSERT INTO public.origins VALUES (2, '5a2176aea6c649c3');
INSERT INTO public.origins VALUES (3, '34be450b8b3ab9fb');
INSERT INTO public.stamps VALUES ('schema', '', 1, '455baf223db704be');
INSERT INTO public.stamps VALUES ('articles', '', 3, '34be450b8b3ab9fb');
INSERT INTO public.stamps VALUES ('words', '92180a2a8c9a26f0 letters numbers/63784590dfe94fa4', 3, 'ff55747a8e8636fd');
INSERT INTO public.versions VALUES ('bhor-2025-112', 1, '2026-11-30 01:05:42.670172+00', 'वोनसान में किम जोंग-उन से मिले लावरोफ़, रक्षा संधि के अमल पर बात', 'https://bhorkidaak.example/duniya/2025/07/12/wonsan-lavrov', 'भोर की डाक', 'नीलिमा वशिष्ठ', 'दुनिया', 'hi', '2025-07-12', 'metadata', 'रूस के विदेश मंत्री सेर्गेई लावरोफ़ तीन दिन की यात्रा पर उत्तर कोरिया में हैं। शनिवार को पूर्वी तट के शहर वोनसान में उन्होंने वहाँ के नेता किम जोंग-उन से भेंट की और इससे पहले अपनी समकक्ष चो सोन-हुई के साथ लंबी बातचीत की।
मॉस्को और प्योंगयांग इस बैठक को “रणनीतिक संवाद” का दूसरा दौर बता रहे हैं। पहला दौर पिछले साल नवंबर में मॉस्को में हुआ था। चर्चा का बड़ा हिस्सा जून 2024 की उस संधि पर रहा, जिसमें द', 'source', '');
INSERT INTO public.words VALUES ('12', '=', 1);
INSERT INTO public.words VALUES ('2024', '=', 1);
INSERT INTO public.words VALUES ('अपनी', 'apanI', 2);
INSERT INTO public.words VALUES ('अमल', 'amala', 1);
INSERT INTO public.words VALUES ('इस', 'isa', 2);
INSERT INTO public.words VALUES ('इससे', 'isase', 1);
INSERT INTO public.words VALUES ('उत्तर', 'uwwara', 1);
INSERT INTO public.words VALUES ('उत्तरी', 'uwwarI', 1);
INSERT INTO public.words VALUES ('उन', 'una', 2);
INSERT INTO public.words VALUES ('उन्होंने', 'unhoMne', 1);
INSERT INTO public.words VALUES ('उस', 'usa', 1);
INSERT INTO public.words VALUES ('और', 'Ora', 2);
INSERT INTO public.words VALUES ('कहना', 'kahanA', 1);
INSERT INTO public.words VALUES ('का', 'kA', 2);
INSERT INTO public.words VALUES ('कि', 'ki', 1);
INSERT INTO public.words VALUES ('किम', 'kima', 2);
INSERT INTO public.words VALUES ('की', 'kI', 2);
INSERT INTO public.words VALUES ('कुछ', 'kuCa', 1);
INSERT INTO public.words VALUES ('कुर्स्क', 'kurska', 1);
INSERT INTO public.words VALUES ('के', 'ke', 2);
INSERT INTO public.words VALUES ('को', 'ko', 2);
INSERT INTO public.words VALUES ('कोरिया', 'koriyA', 2);
INSERT INTO public.words VALUES ('कोरियाई', 'koriyAI', 1);
INSERT INTO public.words VALUES ('क्षेत्र', 'kRewra', 1);
INSERT INTO public.words VALUES ('घण्टे', 'GaNte', 1);
INSERT INTO public.words VALUES ('चर्चा', 'carcA', 1);
INSERT INTO public.words VALUES ('चो', 'co', 1);
INSERT INTO public.words VALUES ('चोए', 'coe', 1);
INSERT INTO public.words VALUES ('जिसमें', 'jisameM', 1);
INSERT INTO public.words VALUES ('जुलाई', 'julAI', 1);
INSERT INTO public.words VALUES ('जून', 'jUna', 1);
INSERT INTO public.words VALUES ('जोंग', 'joMga', 2);
INSERT INTO public.words VALUES ('तट', 'wata', 1);
INSERT INTO public.words VALUES ('तीन', 'wIna', 1);
INSERT INTO public.words VALUES ('था', 'WA', 1);
INSERT INTO public.words VALUES ('थे', 'We', 1);
INSERT INTO public.words VALUES ('द', 'xa', 1);
INSERT INTO public.words VALUES ('दिन', 'xina', 2);
INSERT INTO public.words VALUES ('दिलाया', 'xilAyA', 1);
INSERT INTO public.words VALUES ('दूसरा', 'xUsarA', 1);
INSERT INTO public.words VALUES ('दूसरे', 'xUsare', 1);
INSERT INTO public.words VALUES ('दोहराया', 'xoharAyA', 1);
INSERT INTO public.words VALUES ('दौर', 'xOra', 1);
INSERT INTO public.words VALUES ('नगर', 'nagara', 1);
INSERT INTO public.words VALUES ('नवंबर', 'navaMbara', 1);
INSERT INTO public.words VALUES ('ने', 'ne', 1);
INSERT INTO public.words VALUES ('नेता', 'newA', 2);
INSERT INTO public.words VALUES ('पक्ष', 'pakRa', 1);
INSERT INTO public.words VALUES ('पर', 'para', 2);
INSERT INTO public.words VALUES ('पहला', 'pahalA', 1);
INSERT INTO public.words VALUES ('पहले', 'pahale', 1);
INSERT INTO public.words VALUES ('पिछले', 'piCale', 1);
INSERT INTO public.words VALUES ('पूर्व', 'pUrva', 1);
INSERT INTO public.words VALUES ('पूर्वी', 'pUrvI', 1);
INSERT INTO public.words VALUES ('प्योंगयांग', 'pyoMgayAMga', 1);
INSERT INTO public.words VALUES ('प्योंग्यांग', 'pyoMgyAMga', 1);
INSERT INTO public.words VALUES ('प्रश्न', 'praSna', 1);
INSERT INTO public.words VALUES ('बड़ा', 'ba4A', 1);
INSERT INTO public.words VALUES ('बता', 'bawA', 1);
INSERT INTO public.words VALUES ('बात', 'bAwa', 1);
INSERT INTO public.words VALUES ('बातचीत', 'bAwacIwa', 1);
INSERT INTO public.words VALUES ('बिना', 'binA', 1);
INSERT INTO public.words VALUES ('बैठक', 'bETaka', 1);
INSERT INTO public.words VALUES ('बैठे', 'bETe', 1);
INSERT INTO public.words VALUES ('भेंट', 'BeMta', 2);
INSERT INTO public.words VALUES ('मंत्री', 'maMwrI', 1);
INSERT INTO public.words VALUES ('मन्त्री', 'manwrI', 1);
INSERT INTO public.words VALUES ('माध्यमों', 'mAXyamoM', 1);
INSERT INTO public.words VALUES ('मिले', 'mile', 1);
INSERT INTO public.words VALUES ('मुलाकात', 'mulAkAwa', 1);
INSERT INTO public.words VALUES ('में', 'meM', 2);
INSERT INTO public.words VALUES ('मेज', 'meja', 1);
INSERT INTO public.words VALUES ('मॉस्को', 'm0sko', 1);
INSERT INTO public.words VALUES ('यात्रा', 'yAwrA', 2);
INSERT INTO public.words VALUES ('यूक्रेन', 'yUkrena', 1);
INSERT INTO public.words VALUES ('योगदान', 'yogaxAna', 1);
INSERT INTO public.words VALUES ('रक्षा', 'rakRA', 1);
INSERT INTO public.words VALUES ('रणनीतिक', 'raNanIwika', 1);
INSERT INTO public.words VALUES ('रहा', 'rahA', 1);
INSERT INTO public.words VALUES ('रहे', 'rahe', 1);
INSERT INTO public.words VALUES ('रूस', 'rUsa', 2);
INSERT INTO public.words VALUES ('रूसी', 'rUsI', 1);
INSERT INTO public.words VALUES ('लंबी', 'laMbI', 1);
INSERT INTO public.words VALUES ('लावरोफ़', 'lAvaro8a', 1);
INSERT INTO public.words VALUES ('लावरोव', 'lAvarova', 1);
INSERT INTO public.words VALUES ('वहाँ', 'vahAM', 1);
INSERT INTO public.words VALUES ('विदेश', 'vixeSa', 2);
INSERT INTO public.words VALUES ('विश्वास', 'viSvAsa', 1);
INSERT INTO public.words VALUES ('वे', 've', 1);
INSERT INTO public.words VALUES ('वॉनसान', 'v0nasAna', 1);
INSERT INTO public.words VALUES ('वोनसान', 'vonasAna', 1);
INSERT INTO public.words VALUES ('शनिवार', 'SanivAra', 1);
INSERT INTO public.words VALUES ('शर्त', 'Sarwa', 1);
INSERT INTO public.words VALUES ('शहर', 'Sahara', 1);
INSERT INTO public.words VALUES ('संधि', 'saMXi', 1);
INSERT INTO public.words VALUES ('संवाद', 'saMvAxa', 1);
INSERT INTO public.words VALUES ('समकक्ष', 'samakakRa', 2);
INSERT INTO public.words VALUES ('समर्थन', 'samarWana', 1);
INSERT INTO public.words VALUES ('सरकारी', 'sarakArI', 1);
INSERT INTO public.words VALUES ('सर्गेई', 'sargeI', 1);
INSERT INTO public.words VALUES ('सर्वोच्च', 'sarvocca', 1);
INSERT INTO public.words VALUES ('साथ', 'sAWa', 2);
INSERT INTO public.words VALUES ('साल', 'sAla', 1);
INSERT INTO public.words VALUES ('से', 'se', 2);
INSERT INTO public.words VALUES ('सेर्गेई', 'sergeI', 1);
INSERT INTO public.words VALUES ('सैनिकों', 'sEnikoM', 1);
INSERT INTO public.words VALUES ('सोन', 'sona', 2);
INSERT INTO public.words VALUES ('स्वागत', 'svAgawa', 1);
INSERT INTO public.words VALUES ('हिस्सा', 'hissA', 1);
INSERT INTO public.words VALUES ('हुआ', 'huA', 1);
INSERT INTO public.words VALUES ('हुई', 'huI', 2);
INSERT INTO public.words VALUES ('है', 'hE', 1);
INSERT INTO public.words VALUES ('हैं', 'hEM', 1);
INSERT INTO public.words VALUES ('अद्यतन', 'axyawana', 1);
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.displaced
    ADD CONSTRAINT displaced_pkey PRIMARY KEY (seq_new);
ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_pkey PRIMARY KEY (url);
ALTER TABLE ONLY public.fetched_pages
    ADD CONSTRAINT fetched_pages_pkey PRIMARY KEY (entry);
ALTER TABLE ONLY public.origins
    ADD CONSTRAINT origins_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.stamps
    ADD CONSTRAINT stamps_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT versions_pkey PRIMARY KEY (id, seq);
ALTER TABLE ONLY public.words
    ADD CONSTRAINT words_pkey PRIMARY KEY (word);
CREATE UNIQUE INDEX articles_in_order ON public.articles USING btree (seq, gone);
