<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Caller</name>
    <message numerus="yes">
        <source>%n customers have this number:</source>
        <translation>
            <numerusform>%n customer has this number:</numerusform>
            <numerusform>%n customers have this number:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorsPane</name>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message numerus="yes">
        <source>%n new, show</source>
        <translation>
            <numerusform>%n new, show</numerusform>
            <numerusform>%n new, show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n no longer here, update</source>
        <translation>
            <numerusform>%n no longer here, update</numerusform>
            <numerusform>%n no longer here, update</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Provisioning</name>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueState</name>
    <message numerus="yes">
        <source>You have %n in My queue.</source>
        <translation>
            <numerusform>You have %n in My queue.</numerusform>
            <numerusform>You have %n in My queue.</numerusform>
        </translation>
    </message>
</context>
</TS>
